// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.Map;
import muster.fuzz.Claim;
import muster.fuzz.Input;
import muster.model.Acknowledgement;
import muster.model.BranchSettings;
import muster.model.CheckInRequest;
import muster.model.CommandRequest;
import muster.model.ComponentReport;
import muster.model.DayRequest;
import muster.model.ErasureRequest;
import muster.model.FetchRequest;
import muster.model.GatheringSettings;
import muster.model.ImportBatch;
import muster.model.Json;
import muster.model.LetterChoice;
import muster.model.LetterEdit;
import muster.model.MonitorReport;
import muster.model.ReplayRequest;
import muster.model.RosterList;
import muster.model.SightingBatch;
import muster.model.SilenceRequest;
import muster.model.SyncRequest;
import muster.model.TerminalSettings;

/// Bodies of the operators' API: the first byte chooses which request, the others are its JSON. It is that record, or
/// what is wrong is told; the record written is that record again.
public final class BodiesFuzz {

    private static final Class<?>[] TYPES = {CheckInRequest.class, ImportBatch.class, TerminalSettings.class,
        BranchSettings.class, GatheringSettings.class, RosterList.class, SilenceRequest.class, SightingBatch.class,
        ComponentReport.class, MonitorReport.class, CommandRequest.class, FetchRequest.class, DayRequest.class,
        ErasureRequest.class, LetterEdit.class, LetterChoice.class, ReplayRequest.class, SyncRequest.class,
        Acknowledgement.class, Map.class};

    private BodiesFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        Class<?> type = input.one(TYPES);
        byte[] body = input.rest();
        try {
            Body.has(body, "state");
            Object value = Body.read(body, type);
            if (type != Map.class) {
                String text = Json.text(value);
                Claim.same(text, Json.text(Body.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), type)),
                        "a body written and read again");
            }
        } catch (Rejection expected) {
            Claim.told(expected);
        }
    }
}
