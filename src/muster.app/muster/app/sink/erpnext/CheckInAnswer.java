// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import muster.app.config.Target;
import muster.app.config.Target.Inactive;
import muster.app.sink.Answer;
import muster.app.sink.Trouble;
import muster.app.sink.http.Reply;

/// What the site's reply to one check-in means: an answer about the record, or trouble for all. Immutable.
///
/// @param answer about this record; null when there is trouble
/// @param trouble for this one and all after it; null when there is an answer
/// @param isCertain whether the words were known ones; the site may speak any language
record CheckInAnswer(Answer answer, Trouble trouble, boolean isCertain) {

    static CheckInAnswer of(Answer answer) {
        return new CheckInAnswer(answer, null, true);
    }

    static CheckInAnswer of(Trouble trouble) {
        return new CheckInAnswer(null, trouble, true);
    }

    /// Reads a reply (product.md section 5.2). Frappe answers 417 to whatever it does not accept, so its words count.
    static CheckInAnswer of(Reply reply, Target.Erpnext target) {
        if (reply.ok()) {
            return name(reply)
                    .map(name -> of(Answer.delivered(name)))
                    .orElseGet(() -> of(reply.strange("a check-in with its name")));
        }
        if (reply.isPage() && reply.status() / 100 == 4 && reply.status() != 401 && reply.status() != 403) {
            return of(reply.strange("ERPNext's answer"));
        }
        if (reply.status() == 401 || reply.status() == 403 || reply.status() == 429) {
            return of(reply.trouble(keyCure(target)));
        }
        FrappeError error = FrappeError.of(reply);
        Trouble stop = settings(reply, error, target);
        if (stop != null) {
            return of(stop);
        }
        Answer known = known(error, target);
        if (known != null) {
            return of(known);
        }
        Trouble trouble = reply.trouble(keyCure(target));
        return trouble != null ? of(trouble) : new CheckInAnswer(Answer.setAside("refused", error.text()), null, false);
    }

    /// What to do when the key is not accepted.
    static String keyCure(Target.Erpnext target) {
        return "put api_key:api_secret of a user who may create Employee Checkin into " + target.keyFile()
                + ", then resume the sink";
    }

    /// An employee who left.
    static Answer inactive(Target.Erpnext target, String text) {
        return target.inactive() == Inactive.SKIP ? Answer.skipped(text) : Answer.setAside("inactive", text);
    }

    private static Answer known(FrappeError error, Target.Erpnext target) {
        if (error.says("already has a log with the same timestamp")) {
            return Answer.duplicate(error.text());
        }
        if (error.says("no employee found for the given employee field value")) {
            return Answer.setAside("unknown_person", error.text());
        }
        if (error.type().equals("InactiveEmployeeStatusError")
                || error.says("inactiveemployeestatuserror", "inactive employee", "employee has left")) {
            return inactive(target, error.text());
        }
        return null;
    }

    /// What is wrong with the settings, not with the record; null when nothing is.
    private static Trouble settings(Reply reply, FrappeError error, Target.Erpnext target) {
        String said = " (" + error.text() + ")";
        if (error.says("log type is required")) {
            return Trouble.stop(reply.from() + " wants to know whether somebody came or went" + said,
                    target.logType()
                            ? "give this sink a profile whose direction is known for every punch, then resume the sink"
                            : "set log_type = true for this sink, then resume it");
        }
        if (error.says("latitude and longitude values are required")) {
            return Trouble.stop(reply.from() + " wants to know where" + said,
                    "set latitude and longitude of the site for this sink, then resume it");
        }
        if (error.says("unknown column")) {
            return Trouble.stop(reply.from() + " does not know the field " + target.field() + said,
                    "look at field: it names the employee's field that holds the PIN");
        }
        boolean elsewhere = error.says("failed to get method for command", "is not installed", "no module named",
                "has no attribute 'add_log_based_on_employee_field'", "is not whitelisted");
        if (elsewhere || reply.status() == 404 || reply.status() == 405 || reply.status() == 410) {
            return Trouble.stop(reply.from() + " takes no check-ins under module " + target.module() + said,
                    "set module to hrms from version 14 on and to erpnext before, look at url, then resume the sink");
        }
        return null;
    }

    private static Optional<String> name(Reply reply) {
        JsonElement message = reply.object().map(object -> object.get("message")).orElse(null);
        JsonObject checkIn = message != null && message.isJsonObject() ? message.getAsJsonObject() : new JsonObject();
        JsonElement name = checkIn.get("name");
        return name != null && name.isJsonPrimitive() ? Optional.of(name.getAsString()) : Optional.empty();
    }
}
