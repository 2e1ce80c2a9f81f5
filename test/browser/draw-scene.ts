import sharp from 'sharp';
import type { BoundingBox } from '../../contracts/label.ts';

export const sceneWidth = 800;
export const sceneHeight = 600;

export type Actor = { readonly kind: 'person' | 'car' | 'marker'; readonly box: BoundingBox };

export type Scene = {
  /** 0–23; decides the light. */
  readonly hour: number;
  readonly ground: string;
  readonly actors: readonly Actor[];
};

/** Draws what a camera may have seen, as the JPEG it would have uploaded. */
export async function drawScene(scene: Scene, width = sceneWidth): Promise<Buffer> {
  return sharp(Buffer.from(sceneSvg(scene)))
    .resize({ width })
    .jpeg({ quality: 84 })
    .toBuffer();
}

function sceneSvg({ hour, ground, actors }: Scene): string {
  const night = hour < 7 || hour > 18;
  const [sky, far] = night ? ['#1d2a3d', '#26384a'] : ['#bcd9ec', '#e8eee2'];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sceneWidth} ${sceneHeight}">
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset="1" stop-color="${far}"/></linearGradient>
    <rect width="800" height="600" fill="url(#sky)"/>
    <rect y="270" width="800" height="330" fill="${ground}"/>
    <path d="M300 600L380 300h70l130 300z" fill="#b9ad98"/>
    <path d="M40 330V170l110-80 110 80v160z" fill="#c9a37c"/><path d="M20 180l130-100 130 100z" fill="#84503c"/>
    <rect x="120" y="240" width="50" height="90" fill="#5b4030"/><rect x="190" y="220" width="44" height="44" fill="${night ? '#f5d98a' : '#9cc3dd'}"/>
    ${Array.from({ length: 14 }, (_, post) => `<rect x="${300 + post * 36}" y="230" width="24" height="70" rx="4" fill="#d8d2c4"/>`).join('')}
    <circle cx="690" cy="180" r="80" fill="#4f7f4a"/><rect x="680" y="230" width="20" height="80" fill="#6a4a34"/>
    ${actors.map(actorSvg).join('')}
    ${night ? '<rect width="800" height="600" fill="#0a1424" opacity=".45"/>' : ''}
  </svg>`;
}

function actorSvg({ kind, box }: Actor): string {
  const [x, y] = [box.left * sceneWidth, box.top * sceneHeight];
  const [w, h] = [box.width * sceneWidth, box.height * sceneHeight];
  const place = `<svg x="${x}" y="${y}" width="${w}" height="${h}" viewBox="0 0 100 100" preserveAspectRatio="none">`;
  switch (kind) {
    case 'person':
      return `${place}<ellipse cx="50" cy="9" rx="19" ry="9" fill="#8d6748"/><path d="M15 55L24 22q26-9 52 0l9 33-12 2-3-16v20H30V41l-3 16z" fill="#2f4f8f"/><path d="M30 60h40l2 40H56l-6-28-6 28H28z" fill="#2b2f38"/></svg>`;
    case 'car':
      return `${place}<path d="M2 80V55l16-6 14-29h40l16 29 10 8v23z" fill="#b4463c"/><path d="M26 48l9-21h31l10 21z" fill="#cfe3ee"/><circle cx="24" cy="82" r="11" fill="#222"/><circle cx="76" cy="82" r="11" fill="#222"/></svg>`;
    case 'marker':
      return `${place}<rect width="100" height="100" fill="#ff00ff"/></svg>`;
  }
}
