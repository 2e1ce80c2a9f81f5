/** The dark side of a mail; the light one is in its elements, for programs that read no style. */
export const mailStyle = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .ground { background: #101514 !important; }
  .card { background: #18201e !important; border-color: #2b3734 !important; }
  .text { color: #e9efec !important; }
  .muted { color: #9fb0a9 !important; }
  .line { border-color: #2b3734 !important; }
  .rail, .picture { background: #2b3734 !important; }
  .bar { background: #6d7f78 !important; }
  .bar.rang { background: #ff7a5f !important; }
  .rings { color: #ff9580 !important; }
  .button { background: #5cc3a5 !important; color: #0b1a15 !important; }
  .caption { color: #5cc3a5 !important; }
  .caption.alarm { color: #ff9580 !important; }
}
`;
