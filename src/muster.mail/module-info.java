// SPDX-License-Identifier: Apache-2.0

/// Mails of plain text to a few people, by SMTP.
///
/// Read in this order: [muster.mail.MailSender] (send one), [muster.mail.MailSettings] (by whom, to whom),
/// [muster.mail.Sent] (what the server said), [muster.mail.MailException] (why nobody got it).
///
/// A module of its own because it is the only one that knows Jakarta Mail. What that is done by, angus-mail, is not
/// required by name: its descriptor asks for `java.desktop`, for pictures nobody here sends. So it lies on the class
/// path of the image, where nobody reads its descriptor, and is found as a service.
module muster.mail {
    requires jakarta.mail;

    exports muster.mail;
}
