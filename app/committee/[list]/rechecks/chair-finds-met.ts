/** Why a reviewer is not offered "Met" for a criterion. */
export const chairFindsMet =
  "Two people approved a removal that names this criterion as a reason. Only a chair can decide that it is met, and the chair has to give a reason.";
