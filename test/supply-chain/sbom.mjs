// Writes what a home server runs, part by part, as CycloneDX: npm run sbom.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const file = 'dist/sbom.cdx.json';
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const locked = Object.entries(packages).filter(([, one]) => !one.dev && !one.devOptional);
const shipped = new Set(
  locked.map(([folder, { version }]) => `${folder.replace(/^.*node_modules\//, '')}@${version}`),
);

// With --omit=dev npm would leave out, too, what both the program and its tools need.
const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
const { status, stdout, stderr } = spawnSync('npm', args, {
  ...{ encoding: 'utf8', maxBuffer: 1 << 28 },
});
if (status !== 0) throw new Error(`npm ${args.join(' ')} failed: ${stderr}`);
const { components, dependencies, ...bill } = JSON.parse(stdout);
const parts = components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
const references = new Set([bill.metadata.component, ...parts].map((one) => one['bom-ref']));
const edges = dependencies
  .filter(({ ref }) => references.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((to) => references.has(to)) }));
mkdirSync('dist', { recursive: true });
const text = JSON.stringify({ ...bill, components: parts, dependencies: edges }, null, 2);
writeFileSync(file, `${text}\n`);
process.stdout.write(`${file}: ${parts.length} parts\n`);
