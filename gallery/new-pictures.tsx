import { formatCount } from './format-number.ts';

/** Says that newer pictures wait above, while somebody reads further down. */
export function NewPictures({ waiting }: { readonly waiting: number }) {
  return (
    <div class="new-pictures" role="status">
      {waiting > 0 && (
        <button type="button" class="button" onClick={() => scrollTo({ top: 0 })}>
          {waiting === 1 ? 'One new picture' : `${formatCount(waiting)} new pictures`}
        </button>
      )}
    </div>
  );
}
