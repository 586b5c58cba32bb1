import { Readable } from 'node:stream';
import { Command } from 'commander';
import { copiedLive, counted, incompleteExport, noSuchVolume, notReadable, writersRun } from './errors';
import { fileOutput, standardOutput } from './files';
import { VolumeHelper } from './helper';
import { joined } from './tar/blocks';
import { toArchive, walkPath } from './tar/paths';
import { isPortable, XATTR } from './tar/pax';
import { rewriteTar } from './tar/rewrite';
import { Tally } from './tar/tally';
import { requireName, usersOf, volumeNames } from './volumes';
import { inspectVolume } from '../../provider/engine/inspect';
import { Attribute, Walk } from '../../provider/probe/walk';
import { engineCommand, EngineOptions, runOnEngine, Session } from '../command/engine-command';
import { Io } from '../command/io';
import { Report } from '../command/output';

interface Options extends EngineOptions {
  /** Copies the files even if running containers can change them. */
  readonly live?: boolean;
}

/** `berth volume export`: writes the data of a volume as a tar archive. */
export function exportCommand(io: Io, exit: (code: number) => void): Command {
  return engineCommand('export')
    .summary('write the data of a volume as a tar archive')
    .description('Writes the data of a volume as a tar archive, with owners, permissions, links, devices and extended attributes.')
    .argument('<volume>', 'name of the volume')
    .argument('[file]', 'file to create; "-" or nothing is stdout', '-')
    .option('--live', 'copy the files even if running containers can change them')
    .action((volume: string, file: string, options: Options) =>
      runOnEngine(io, options, exit, (session) => exportVolume(session, volume, file, options)));
}


async function exportVolume(session: Session, name: string, file: string, { live = false }: Options): Promise<Report> {
  const { engine, signal } = session;
  const output = file === '-' ? standardOutput(session, `berth volume export ${name} ${name}.tar`) : fileOutput(file);
  requireName(name);
  if (await inspectVolume(engine, name) === undefined) {
    throw noSuchVolume(name, engine.endpoint, await volumeNames(engine), 'Choose one of its volumes, or another engine with --host.');
  }
  const writers = (await usersOf(engine, name)).filter(({ canWrite }) => canWrite).map((each) => each.name);
  if (writers.length > 0 && !live) throw writersRun(name, writers);

  const tally = await VolumeHelper.with(engine, name, signal, async (helper) => {
    const walk = await helper.walk();
    if (walk.failures.length > 0 && !live) throw notReadable(name, walk.failures);
    return helper.read((archive) => output.write((write) => copy(archive, walk, write, (entries) => {
      if (entries !== walk.entries && !live) throw incompleteExport(name, entries, walk.entries);
    })));
  });
  const where = file === '-' ? '' : ` to ${file}`;
  return {
    text: `Exported volume "${name}"${where}: ${counted(tally.entries, 'entry', 'entries')}, ${counted(tally.bytes, 'byte')}`,
    data: { volume: name, file: file === '-' ? null : file, entries: tally.entries, bytes: tally.bytes, sha256: tally.digest },
    ...(writers.length > 0 && { warnings: [copiedLive(name, writers)] }),
    usesStdout: file === '-',
  };
}

/** Copies the engine's archive, and adds the extended attributes that the engine leaves out. */
async function copy(
  archive: Readable, { attributes }: Walk, write: (chunk: Buffer) => Promise<void>, check: (entries: number) => void,
): Promise<Tally> {
  const tally = new Tally();
  const complete = rewriteTar(archive as AsyncIterable<Buffer>, (entry) => {
    const { path, hardLinkTo } = toArchive(entry);
    for (const { name, value } of exported(attributes.get(walkPath(path)))) entry.records.set(`${XATTR}${name}`, value);
    tally.add({ ...entry, path });
    return { path, hardLinkTo };
  });
  for await (const chunk of tally.hashing(joined(complete))) await write(chunk);
  check(tally.entries);
  return tally;
}

function exported(attributes: readonly Attribute[] = []): readonly Attribute[] {
  return attributes.filter(({ name }) => isPortable(name));
}
