import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { projectFile } from '../../../runtime/project-file.ts';
import { writablePlaces } from './writable-places.ts';

it("names the places that the service's unit names", () => {
  const unit = projectFile('services/uploader/pi/package/intellicam-uploader.service');
  const line = /^ReadWritePaths=(.*)$/m.exec(readFileSync(unit, 'utf8'))?.[1];
  expect(line?.replaceAll('-/', '/').split(' ')).toEqual(writablePlaces);
});
