/**
 * Roles in a list's committee. Administering the portal gives no vote; an auditor only reads.
 */
export const committeeRoles = ["reviewer", "chair", "administrator", "auditor"] as const;
export type CommitteeRole = (typeof committeeRoles)[number];

export const contactRoles = ["primary", "deputy", "reader"] as const;
export type ContactRole = (typeof contactRoles)[number];
