import type {
  CameraIncidents,
  Delivery,
  IncidentPicture,
} from '../../../contracts/camera-incidents.ts';

/** What is known of a picture, in whichever visit it is. */
export function findPicture(
  { incidents }: CameraIncidents,
  imageId: string,
): IncidentPicture | undefined {
  return incidents
    .flatMap(({ pictures }) => pictures)
    .find((candidate) => candidate.imageId === imageId);
}

/** The state in which a picture has another delivery. */
export function withDelivery(
  state: CameraIncidents,
  imageId: string,
  delivery: Delivery,
): CameraIncidents {
  const change = (picture: IncidentPicture) =>
    picture.imageId === imageId ? { ...picture, delivery } : picture;
  const incidents = state.incidents.map((incident) => ({
    ...incident,
    pictures: incident.pictures.map(change),
  }));
  return { ...state, incidents };
}
