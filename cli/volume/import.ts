import { Readable } from 'node:stream';
import { Command } from 'commander';
import {
  attributesLost, badArchive, counted, incompleteImport, markNeedsCreate, nameTaken, noSuchVolume, notEmptied, notEmpty, partlyFilled,
  replaceNeedsFile, UNCHANGED, usersRun,
} from './errors';
import { readArchive, readStandardInput } from './files';
import { VolumeHelper } from './helper';
import { joined, TarError } from './tar/blocks';
import { toEngine } from './tar/paths';
import { isPortable, XATTR } from './tar/pax';
import { rewriteTar } from './tar/rewrite';
import { Tally } from './tar/tally';
import { requireName, usersOf, volumeNames } from './volumes';
import { inspectVolume } from '../../provider/engine/inspect';
import { Walk } from '../../provider/probe/walk';
import { engineCommand, EngineOptions, runOnEngine, Session } from '../command/engine-command';
import { Io } from '../command/io';
import { Report } from '../command/output';

interface Options extends EngineOptions {
  /** Creates the volume. */
  readonly create?: boolean;
  /** Whose volume it becomes. */
  readonly retainAs?: string;
  /** Removes what is in the volume. */
  readonly replace?: boolean;
}

/** The label with which `docker_volume` adopts a volume. */
const RETAINED_AS = 'berth.retained-as';

/** `berth volume import`: fills a volume from a tar archive. */
export function importCommand(io: Io, exit: (code: number) => void): Command {
  return engineCommand('import')
    .summary('fill a volume from a tar archive')
    .description('Fills an empty volume from a tar archive, with owners, permissions, links, devices and extended attributes.')
    .argument('<volume>', 'name of the volume')
    .argument('[file]', 'tar archive, plain or compressed with gzip; "-" or nothing is stdin', '-')
    .option('--create', 'create the volume, with the driver "local"')
    .option('--retain-as <text>', 'with --create: the construct whose volume it becomes, so that the next apply adopts it: `retain_as` of '
      + 'its docker_volume')
    .option('--replace', 'remove what is in the volume first')
    .action((volume: string, file: string, options: Options) =>
      runOnEngine(io, options, exit, (session) => importVolume(session, volume, file, options)));
}

async function importVolume(session: Session, name: string, file: string, options: Options): Promise<Report> {
  const { engine } = session;
  requireName(name);
  if (options.replace && file === '-') throw replaceNeedsFile();
  if (options.retainAs !== undefined && !options.create) throw markNeedsCreate();
  const stdin = file === '-' ? readStandardInput(session, `berth volume import ${name} ${name}.tar`) : undefined;
  if (stdin === undefined) await check(file);

  const created = await requireVolume(session, name, options);
  const remove = () => engine.call(`remove volume "${name}"`, (docker) => docker.getVolume(name).remove());
  return fillVolume(session, name, file, stdin, options).catch(async (error: unknown) => {
    // Otherwise, the next attempt would find the name taken.
    if (created) await remove().catch(() => undefined);
    throw error;
  });
}

async function fillVolume(
  { engine, signal }: Session, name: string, file: string, stdin: AsyncIterable<Buffer> | undefined, options: Options,
): Promise<Report> {
  const users = await usersOf(engine, name);
  if (users.length > 0) throw usersRun(name, users.map((each) => each.name));

  const { tally, walk } = await VolumeHelper.with(engine, name, signal, async (helper) => {
    await requireEmpty(helper, name, options);
    const written = await fill(helper, name, stdin ?? readArchive(file), file === '-' ? 'stdin' : file);
    return { tally: written, walk: await helper.walk() };
  });
  if (walk.entries !== tally.entries) throw incompleteImport(name, walk.entries, tally.entries);
  const lost = lostAttributes(tally, walk);
  return {
    text: `Imported ${counted(tally.entries, 'entry', 'entries')}, ${counted(tally.bytes, 'byte')}, into volume "${name}"`,
    data: { volume: name, file: file === '-' ? null : file, entries: tally.entries, bytes: tally.bytes, sha256: tally.digest },
    ...(lost.length > 0 && { warnings: [attributesLost(name, lost)] }),
  };
}

/** Reads an archive to its end, before anything changes. */
async function check(file: string): Promise<void> {
  try {
    for await (const _chunk of rewriteTar(readArchive(file), toEngine));
  } catch (error) {
    throw error instanceof TarError || isGzipError(error) ? badArchive(file, error.message, UNCHANGED) : error;
  }
}

/** Returns whether it created the volume. */
async function requireVolume({ engine }: Session, name: string, { create, retainAs }: Options): Promise<boolean> {
  const exists = await inspectVolume(engine, name) !== undefined;
  if (exists && create) throw nameTaken(name);
  if (exists) return false;
  if (!create) {
    throw noSuchVolume(name, engine.endpoint, await volumeNames(engine), 'Apply the stack that has it, create it with --create, or choose '
      + 'another engine with --host.');
  }
  const Labels: Record<string, string> = retainAs === undefined ? {} : { [RETAINED_AS]: retainAs };
  await engine.call(`create volume "${name}"`, (docker) => docker.createVolume({ Name: name, Driver: 'local', Labels }));
  return true;
}

async function requireEmpty(helper: VolumeHelper, name: string, { replace }: Options): Promise<void> {
  const { entries } = await helper.walk();
  if (entries === 0) return;
  if (!replace) throw notEmpty(name, entries);
  const emptied = await helper.empty();
  if (emptied.failures.length > 0 || (await helper.walk()).entries > 0) throw notEmptied(name, emptied);
}

/** Writes the archive into the volume. The engine reports success for incomplete archives, so they are found here. */
async function fill(helper: VolumeHelper, name: string, source: AsyncIterable<Buffer>, shown: string): Promise<Tally> {
  const tally = new Tally();
  const archive = rewriteTar(tally.hashing(source), (entry) => {
    for (const key of entry.records.keys()) {
      if (key.startsWith(XATTR) && !isPortable(key.slice(XATTR.length))) entry.records.delete(key);
    }
    tally.add(entry);
    return toEngine(entry);
  });
  try {
    await helper.write(Readable.from(joined(archive), { objectMode: false }));
    return tally;
  } catch (error) {
    throw error instanceof TarError || isGzipError(error) ? badArchive(shown, error.message, partlyFilled(name)) : error;
  }
}

function isGzipError(error: unknown): error is Error {
  return String((error as NodeJS.ErrnoException | undefined)?.code).startsWith('Z_');
}

/** Returns the attributes that the file system of the volume did not store, as "./file: user.name". */
function lostAttributes(tally: Tally, { attributes }: Walk): string[] {
  return [...tally.attributes].flatMap(([path, names]) => {
    const kept = attributes.get(path)?.map(({ name }) => name) ?? [];
    return names.filter((name) => !kept.includes(name)).map((name) => `${path}: ${name}`);
  });
}
