import { Logo } from './logo.tsx';

/** What is said while there is nothing to see. */
export function EmptyGallery({ isFirst }: { readonly isFirst: boolean }) {
  return (
    <div class="empty">
      <Logo />
      <h2>{isFirst ? 'No pictures yet' : 'No pictures on this day'}</h2>
      <p>
        {isFirst
          ? 'As soon as a camera sees something move, its picture appears here by itself.'
          : 'The cameras saw nothing move, or their pictures have been cleared away.'}
      </p>
    </div>
  );
}
