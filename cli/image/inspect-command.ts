import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { archiveUnreadable } from './errors';
import { findingsIn } from './findings';
import { neededUnderRestricted } from './inspect/judge';
import { ReadImage, readImages } from './inspect/read-image';
import { findingText, mebibytes } from './summary';
import { printable } from '../../provider/diagnostics/printable';
import { engineCommand, EngineOptions, runOnEngine, Session } from '../command/engine-command';
import { Io } from '../command/io';

/** `berth image inspect`: shows what is in an image, and what a policy says of it. */
export function inspectCommand(io: Io, exit: (code: number) => void): Command {
  return engineCommand('inspect')
    .summary('show what is in an image')
    .description('Shows the size, the files and owners of an image, what in it is known to be wrong, such as setuid files, private keys '
      + 'and world-writable folders, and what containers of it need under the policy RESTRICTED.')
    .argument('<image>', 'archive (OCI image layout, or of `docker save`), OCI image layout in a folder, or image of the engine')
    .action((image: string, options: EngineOptions) => runOnEngine(io, options, exit, async (session) => {
      const images = fs.existsSync(image) ? await readImages(image) : await savedImages(session, image);
      const reports = images.map(describe);
      return { text: reports.map(textOf).join('\n\n'), data: { image, platforms: reports } };
    }));
}

/** Reads an image of the engine. */
async function savedImages({ engine, signal }: Session, name: string): Promise<readonly ReadImage[]> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'berth-image-'));
  try {
    const archive = join(folder, 'image.tar');
    const stream = await engine.call('save an image', (docker) => docker.getImage(name).get(), { signal }).catch((error: unknown) => {
      const isMissing = (error as { statusCode?: number }).statusCode === 404;
      throw isMissing ? archiveUnreadable(name, 'there is no such file, and no such image') : error;
    });
    await pipeline(stream as Readable, fs.createWriteStream(archive), { signal });
    return await readImages(archive);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

type Described = ReturnType<typeof describe>;

function describe(image: ReadImage) {
  const { platform, config, entries, layers } = image;
  const files = entries.filter(({ type }) => type !== 'folder');
  const owners = new Map<string, number>();
  for (const { uid, gid } of entries) owners.set(`${uid}:${gid}`, (owners.get(`${uid}:${gid}`) ?? 0) + 1);
  return {
    platform,
    size: files.reduce((sum, { content }) => sum + (content?.size ?? 0), 0),
    files: files.length,
    layers,
    user: config.User ?? '',
    owners: Object.fromEntries([...owners].sort(([, one], [, other]) => other - one)),
    labels: config.Labels ?? {},
    findings: findingsIn(entries, ({ content }) => content!.data!),
    neededUnderRestricted: neededUnderRestricted(image),
  };
}

function textOf({ platform, size, files, layers, user, owners, findings, neededUnderRestricted: needed }: Described): string {
  // Names in the image are texts of others: each stays in its line.
  const wrong = findings.map((each) => `  ${printable(findingText(each))}`);
  return [
    printable(platform),
    `${mebibytes(size)}, ${files} files, ${layers.length} layers`,
    `User: ${user === '' ? 'root' : printable(user)}`,
    `Owners: ${Object.entries(owners).map(([owner, count]) => `${owner} (${count})`).join(', ')}`,
    ...wrong.length === 0 ? ['Nothing in it is known to be wrong.'] : ['Known to be wrong:', ...wrong],
    ...needed.length === 0 ? ['Under RESTRICTED, containers of it need no further prop.']
      : ['Under RESTRICTED, containers of it need:', ...needed.map((each) => `  ${printable(each)}`)],
  ].join('\n');
}
