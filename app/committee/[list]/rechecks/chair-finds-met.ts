/** Why a reviewer is not offered "Met" for a criterion. */
export const chairFindsMet =
  "Two people agreed to a removal that names this as a reason. Only a chair can find that it is met, with a reason.";
