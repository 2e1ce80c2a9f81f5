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
  pictures: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  review:
    'M2.5 12C5 7.7 8.2 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12zM9.5 12a2.5 2.5 0 105 0 2.5 2.5 0 00-5 0',
  statistics: 'M5 20V11M12 20V4M19 20v-6',
  camera: 'M3 7h12v10H3zM15 11l6-3v8l-6-3',
  filter: 'M4 6h16M7 12h10M10 18h4',
  share: 'M12 15V4M8 7.5L12 3.5l4 4M6 11H5v9h14v-9h-1',
  undo: 'M9 6L4.5 10.5 9 15M5 10.5h9a5 5 0 010 10h-3',
  plus: 'M12 5v14M5 12h14',
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
