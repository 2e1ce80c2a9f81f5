const paths = {
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6L6 18',
  download: 'M12 4v11m-5-5l5 5 5-5M5 20h14',
  boxes: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 9h6v6H9z',
  alarm: 'M6 16V11a6 6 0 0112 0v5l2 2H4zM10 21h4',
  quiet: 'M5 12.5l4.5 4.5L19 7.5',
  rejected: 'M6 3h8l4 4v14H6zM9.5 11.5l5 5M14.5 11.5l-5 5',
  down: 'M6 9l6 6 6-6',
};

export type IconName = keyof typeof paths;

/** A small drawing beside words that say the same. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
