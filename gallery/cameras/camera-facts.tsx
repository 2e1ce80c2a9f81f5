import type { CameraHeartbeat } from '../../contracts/camera-heartbeat.ts';
import { formatBytes, formatCelsius, formatCount } from '../format-number.ts';
import { formatAgo } from '../format-time.ts';

/** From here on a camera needs somebody to look after it. */
const muchBacklog = 100;
const littleDiskBytes = 1e9;
const hotCelsius = 80;

type Fact = readonly [name: string, value: string | undefined, isBad?: boolean];

type Props = { readonly heartbeat: CameraHeartbeat; readonly now: number };

/** What a camera's uploader says of itself; what needs care stands out. */
export function CameraFacts({ heartbeat, now }: Props) {
  return (
    <dl class="facts">
      {factsOf(heartbeat, now).map(
        ([name, value, isBad]) =>
          value !== undefined && (
            <div key={name} class={isBad ? 'bad' : ''}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function factsOf(heartbeat: CameraHeartbeat, now: number): readonly Fact[] {
  const { backlogPictures, backlogBytes, diskFreeBytes, dropped, refused } = heartbeat;
  const { lastPictureAt, temperatureCelsius, version } = heartbeat;
  return [
    ['Newest picture', lastPictureAt && formatAgo(lastPictureAt, now)],
    ['Waiting', waitingText(backlogPictures, backlogBytes), (backlogPictures ?? 0) >= muchBacklog],
    ['Dropped', some(dropped), (dropped ?? 0) > 0],
    ['Refused', some(refused), (refused ?? 0) > 0],
    [
      'Disk free',
      diskFreeBytes === undefined ? undefined : formatBytes(diskFreeBytes),
      diskFreeBytes !== undefined && diskFreeBytes < littleDiskBytes,
    ],
    [
      'Temperature',
      temperatureCelsius === undefined ? undefined : formatCelsius(temperatureCelsius),
      (temperatureCelsius ?? 0) >= hotCelsius,
    ],
    ['Version', version],
  ];
}

function waitingText(pictures: number | undefined, bytes: number | undefined): string | undefined {
  if (pictures === undefined) return undefined;
  if (pictures === 0) return 'none';
  const size = bytes === undefined ? '' : `, ${formatBytes(bytes)}`;
  return `${formatCount(pictures)} pictures${size}`;
}

/** Nothing that was lost is nothing to tell. */
function some(count: number | undefined): string | undefined {
  return count === undefined || count === 0 ? undefined : formatCount(count);
}
