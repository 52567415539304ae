// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import muster.app.terminal.GivenOffsets;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Terminal;
import muster.zk.http.Reply;
import muster.zk.push.AccessReplies;
import muster.zk.push.AccessSettings;
import muster.zk.push.Dialect;
import muster.zk.push.OptionBlock;
import muster.zk.push.OptionsPost;
import muster.zk.push.TimeReply;
import muster.zk.push.TimeZoneText;

/// How a terminal and this muster get to know each other: option block, registration, clock
/// (zk-push.md sections 5, 11 and 14.1). Thread-safe.
public final class Handshake {

    /// What an access terminal has reported once it registered.
    private static final String REGISTERED = "registered";

    private static final String ACCESS_TYPE = "application/push;charset=UTF-8";

    private final Terminals terminals;
    private final Records records;
    private final GivenOffsets offsets;
    private final RegistryCodes codes;
    private final BindingKeys keys;
    private final HandshakeSettings settings;

    /// @param offsets remembers which offset each terminal was given
    /// @param codes makes each access terminal its registry code
    /// @param keys remembers the binding key of each terminal that has one
    public Handshake(
            Terminals terminals,
            Records records,
            GivenOffsets offsets,
            RegistryCodes codes,
            BindingKeys keys,
            HandshakeSettings settings) {
        this.terminals = terminals;
        this.records = records;
        this.offsets = offsets;
        this.codes = codes;
        this.keys = keys;
        this.settings = settings;
    }

    /// `GET cdata`: the option block, a clock, or something this muster does not offer.
    Reply cdata(Visit visit) throws JournalException, InterruptedException {
        if (visit.parameter("type").equalsIgnoreCase("time")) {
            return Reply.text(TimeReply.oem(visit.at(), offset(visit, visit.at())));
        }
        if (!visit.parameter("type").isEmpty() || !visit.parameter("table").isEmpty()) {
            return Reply.text("OK");
        }
        if (visit.request().query().has("options")) {
            Map<String, String> known = terminals.find(visit.serial()).map(Terminal::reported).orElse(Map.of());
            terminals.reported(visit.caller(), keys.shown(visit, known));
        }
        return visit.dialect() == Dialect.ACC ? accessInit(visit) : Reply.text(optionBlock(visit));
    }

    /// `POST registry`: an access terminal tells what it is, and is given its code.
    Reply registry(Visit visit) throws JournalException, InterruptedException {
        Map<String, String> reported = new LinkedHashMap<>(Reported.of(OptionsPost.read(visit.request().body())));
        reported.put(REGISTERED, "yes");
        terminals.reported(visit.caller(), reported);
        return access(AccessReplies.registry(codes.code(visit.serial())));
    }

    /// `POST push`: an access terminal asks how to behave.
    Reply push(Visit visit) {
        return access(AccessReplies.configuration(accessSettings(visit)));
    }

    /// `GET rtdata?type=time`: an access terminal asks for the time.
    Reply accessTime(Visit visit) {
        return access(TimeReply.access(visit.at(), offset(visit, visit.at())));
    }

    private Reply accessInit(Visit visit) {
        boolean registered = terminals.find(visit.serial())
                .map(terminal -> terminal.reported().containsKey(REGISTERED))
                .orElse(false);
        return access(registered
                ? AccessReplies.registered(codes.code(visit.serial()), accessSettings(visit))
                : "OK");
    }

    private AccessSettings accessSettings(Visit visit) {
        return AccessSettings.recommended("muster", codes.session(visit.serial()));
    }

    private String optionBlock(Visit visit) throws JournalException {
        ZoneOffset offset = offset(visit, visit.at());
        offsets.given(visit.serial(), offset);
        OptionBlock recommended = OptionBlock.recommended(
                visit.serial(),
                visit.dialect(),
                records.stamps(visit.serial()),
                TimeZoneText.of(offset, visit.dialect()));
        return new OptionBlock(
                recommended.serial(),
                recommended.dialect(),
                recommended.stamps(),
                settings.errorDelay(),
                settings.delay(),
                recommended.transTimes(),
                recommended.transInterval(),
                settings.content(),
                recommended.timeZone(),
                recommended.further()).text();
    }

    private ZoneOffset offset(Visit visit, Instant at) {
        return terminals.zone(visit.serial()).zone().getRules().getOffset(at);
    }

    private static Reply access(String text) {
        return Reply.text(text).withContentType(ACCESS_TYPE);
    }
}
