package dev.weft.sources.git.remote;

import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Gives the token to the server that it was meant for, and to no other that this one may lead us to. */
final class HttpsLogin extends CredentialsProvider {

    private final GitUrl url;
    private final Access.@Nullable Login login;

    HttpsLogin(GitUrl url, Access access) {
        this.url = url;
        this.login = access.login().orElse(null);
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return true;
    }

    @Override
    public boolean get(URIish asking, CredentialItem... items) {
        boolean meant =
                "https".equalsIgnoreCase(asking.getScheme()) && url.host().equalsIgnoreCase(asking.getHost());
        if (login == null || !meant) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username user) {
                user.setValue(login.user());
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(login.token().toCharArray());
            } else {
                return false;
            }
        }
        return true;
    }
}
