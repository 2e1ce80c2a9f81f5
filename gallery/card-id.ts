/** The id of a picture's card in the grid, where the focus returns to. */
export function cardId(imageId: string): string {
  return `picture-${imageId}`;
}
