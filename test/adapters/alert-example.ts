import type { Alert } from '../../runtime/alert-channel.ts';

/** An alarm as the notifier hands it over. */
export const alertExample: Alert = {
  kind: 'alarm',
  severity: 'alarm',
  id: '5f0c2a9be41d7c3a8e60',
  camera: 'garden',
  labels: ['Person', 'Human'],
  capturedAt: '2026-11-20T13:02:11.000Z',
  subject: '⏰ Alarm Event detected! ⏰ garden: Person',
  text: 'Person at garden\n',
  html: '<p>Person at garden</p>',
  pictures: [
    {
      ...{ contentId: 'picture', fileName: 'ä "quoted".jpg' },
      bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9),
    },
  ],
};
