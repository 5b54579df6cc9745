package dev.weft.router.dealer;

import dev.weft.router.session.Member;

/** Told about registrations, on the realm's loop, after the session was. */
public interface RegistrationListener {

    void onCreate(Member member, Registration registration);

    void onRegister(Member member, Registration registration);

    void onUnregister(Member member, Registration registration);

    void onDelete(Member member, Registration registration);
}
