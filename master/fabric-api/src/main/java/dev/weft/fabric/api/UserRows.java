package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.user.*}: users and organizations. */
final class UserRows {

    private UserRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.user.", Level.FABRIC);
        rows.add("list_organizations", "return_names:bool=false").returns("list[uuid] | list[string]");
        rows.add("get_organization", "org_oid:object").returns("Organization").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("create_organization", "organization:dict")
                .returns("Organization")
                .errors(ErrorUri.ALREADY_EXISTS)
                .events("on_organization_created");
        rows.add("modify_organization", "org_oid:object, org_delta:dict")
                .returns("Organization")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("delete_organization", "org_oid:object, cascade:bool=false")
                .returns("Organization")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .events("on_organization_deleted");
        rows.add("list_users", "").returns("list[uuid]");
        rows.add("get_user", "user_id:object").returns("User").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("get_user_by_pubkey", "pubkey:key").returns("User").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("get_user_by_email", "email:string").returns("User").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("modify_user", "user_id:object, user_delta:dict")
                .returns("User")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("list_users_by_organization", "org_id:object")
                .returns("list[uuid]")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("list_organizations_by_user", "user_id:object")
                .returns("list[uuid]")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("get_roles_on_organization_for_user", "org_id:object, user_id:object")
                .returns("list[string]")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("set_roles_on_organization_for_user", "org_id:object, user_id:object, roles:list")
                .returns("list[string]")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        return rows.list();
    }
}
