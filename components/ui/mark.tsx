/** The mark of the service: the diagonal flag. Decoration beside the name, so it is hidden from assistive technology. */
export function Mark() {
  return (
    <svg aria-hidden="true" width="28" height="28" viewBox="0 0 28 28">
      <path d="M1.5 1.5h25v25h-25z" fill="none" stroke="currentColor" strokeWidth="3" />
      <path d="M26 2v24H2z" fill="currentColor" />
    </svg>
  );
}
