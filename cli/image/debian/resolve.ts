import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { dependenciesIn, Paragraph, paragraphsOf, providedBy } from './control';
import { LockedPackage } from './lock';
import { aptFailed, aptMissing } from '../errors';
import { architectureOf } from '../platform';

/** The keys with which Debian signs its releases. */
const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Where packages come from. */
export interface Source {
  readonly release: string;
  readonly mirror: string;
  readonly securityMirror: string;
}

/**
 * Asks apt-get which packages some need, in which versions, as on a system that has none. It needs no root, and changes nothing of this
 * machine: apt-get works in a folder of its own. apt-get verifies the signatures of Debian.
 */
export async function resolvePackages(
  names: readonly string[], platform: string, source: Source, signal: AbortSignal,
): Promise<readonly LockedPackage[]> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'berth-apt-'));
  try {
    const apt = new Apt(configure(folder, architectureOf(platform).debian, source), signal);
    await apt.run('apt-get', 'update', '-qq');
    const uris = await apt.run('apt-get', 'install', '-qq', '--print-uris', '--no-install-recommends', ...names);
    // 'http://…/zlib1g_1.2.13-1_amd64.deb' zlib1g_1%3a1.2.13-1_amd64.deb 86684 SHA256:…
    const files = [...uris.matchAll(/^'[^']+' (\S+)_(\S+)_[^_\s]+\.deb /gm)];
    const exact = files.map(([, name, version]) => `${name}=${decodeURIComponent(version!)}`);
    const shown = paragraphsOf(await apt.run('apt-cache', 'show', ...exact));
    if (shown.length !== exact.length) throw aptFailed(`It shows ${shown.length} of ${exact.length} packages: ${exact.join(', ')}`);
    return shown.map(lockedPackage).sort((one, other) => (one.name < other.name ? -1 : 1));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a configuration of apt for a system without packages, and returns its path. */
function configure(folder: string, architecture: string, { release, mirror, securityMirror }: Source): string {
  for (const each of ['lists/partial', 'cache/archives/partial']) fs.mkdirSync(join(folder, each), { recursive: true });
  fs.writeFileSync(join(folder, 'status'), '');
  fs.writeFileSync(join(folder, 'sources.list'), [
    [mirror, release], [mirror, `${release}-updates`], [securityMirror, `${release}-security`],
  ].map(([from, suite]) => `deb [signed-by=${KEYS}] ${from} ${suite} main\n`).join(''));
  const settings = {
    'Dir::Etc::SourceList': join(folder, 'sources.list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::Etc::Preferences': '/dev/null',
    'Dir::Etc::PreferencesParts': '/dev/null',
    'Dir::State': folder,
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Architecture': architecture,
    // As root, apt would change to a user who can't write this folder.
    'APT::Sandbox::User': 'root',
    // Otherwise it goes on with nothing if a mirror can't be reached.
    'APT::Update::Error-Mode': 'any',
    // A snapshot of the archive is older than its signatures allow.
    'Acquire::Check-Valid-Until': 'false',
  };
  const path = join(folder, 'apt.conf');
  const architectures = `#clear APT::Architectures;\nAPT::Architectures { "${architecture}"; };\n`;
  fs.writeFileSync(path, `${Object.entries(settings).map(([name, value]) => `${name} "${value}";\n`).join('')}${architectures}`);
  return path;
}

class Apt {
  constructor(private readonly configuration: string, private readonly signal: AbortSignal) {}

  public async run(program: string, ...args: readonly string[]): Promise<string> {
    const env = { ...process.env, APT_CONFIG: this.configuration, LC_ALL: 'C' };
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], signal: this.signal });
    const ended = new Promise<number | null>((resolve, reject) => { child.once('error', reject).once('close', resolve); });
    const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]).catch((error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? aptMissing() : error;
    });
    if (code !== 0) throw aptFailed(`${errors}${output}`);
    return output;
  }
}

function lockedPackage(control: Paragraph): LockedPackage {
  const field = (name: string) => control.get(name) ?? '';
  return {
    name: field('package'),
    version: field('version'),
    architecture: field('architecture'),
    file: field('filename'),
    sha256: field('sha256'),
    size: Number(field('size')),
    depends: dependenciesIn(control),
    provides: providedBy(control),
  };
}
