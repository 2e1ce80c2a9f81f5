/** The product's sign: an eye that is awake. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="logo-ground" width="32" height="32" rx="9" />
      <path d="M4.5 16C7.5 10.7 11.4 8 16 8s8.5 2.7 11.5 8c-3 5.3-6.9 8-11.5 8s-8.5-2.7-11.5-8z" />
      <circle class="logo-iris" cx="16" cy="16" r="4.3" />
    </svg>
  );
}
