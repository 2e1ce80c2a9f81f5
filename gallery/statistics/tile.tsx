type Props = { readonly name: string; readonly value: string; readonly basis: string };

/** A number, and what it rests on. */
export function Tile({ name, value, basis }: Props) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd class="tile-value">{value}</dd>
      <dd class="muted">{basis}</dd>
    </div>
  );
}
