import { Finding, LeftOut, PlatformReport } from '../../src/shared/minimal-image';

/** The most lines of one part of a summary. The report in JSON has all. */
const MOST_LINES = 20;

/** Describes an image for people. */
export function summaryOf({ platform, digest, size, files, layers, packages, leftOut, findings, excluded }: PlatformReport): string {
  const whole = packages.filter((each) => each.whole).map(({ name, version }) => `${name} ${version}`);
  const parts = packages.filter((each) => !each.whole).map(({ name, version }) => `${name} ${version}`);
  return [
    `${platform}  ${digest}`,
    `${mebibytes(size)}, ${files} files, ${layers.length} layers`,
    ...section('Packages', whole),
    ...section('Only the shared libraries of', parts),
    ...section('Left out', leftOut.map(leftOutText)),
    ...excluded > 0 ? [`Left out of packages: ${excluded} files that only people or a whole Debian read`] : [],
    ...findings.length > 0 ? section('Known to be wrong', findings.map(findingText)) : ['Nothing in it is known to be wrong.'],
  ].join('\n');
}

export function findingText({ path, problem }: Finding): string {
  return `${path}: ${problem}`;
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

function leftOutText({ what, kind, neededBy }: LeftOut): string {
  if (kind === 'setuid') return `the setuid permission of ${what}`;
  const [first, ...others] = neededBy;
  return `${what} (${kind}), which ${first}${others.length > 0 ? ` and ${others.length} more` : ''} needs`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST_LINES ? [`  … and ${lines.length - MOST_LINES} more`] : [];
  return [`${title}:`, ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`), ...more];
}
