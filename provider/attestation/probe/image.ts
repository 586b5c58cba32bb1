import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import * as tar from 'tar-stream';
import { PROGRAMS } from './program';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { importRootFilesystem, removeImage } from '../../engine/image/images';

/** Runs something with an image on the engine that holds the probe and nothing else. The image is taken away afterwards, whatever happens. */
export async function withProbeImage<T>(engine: Engine, use: (image: string) => Promise<T>): Promise<T> {
  const { arch, os } = await engine.version();
  const program = os === 'linux' ? PROGRAMS[arch] : undefined;
  if (program === undefined) {
    throw new DiagnosticError({
      summary: `There is no probe for ${os}/${arch}`,
      detail: `Isolation can be looked at in containers of linux/${Object.keys(PROGRAMS).join(' and linux/')}. Set \`probe = false\` to attest what is configured only.`,
      path: ['probe'],
    });
  }
  // A name of its own, so that several attestations do not take it from one another.
  const name = { repository: 'berth-probe', tag: randomBytes(8).toString('hex') };
  try {
    // Nobody gives this up half way: the engine would go on with it.
    const { Id: id } = await importRootFilesystem(engine, rootOf(program) as unknown as Readable, { ...name, changes: ['ENTRYPOINT ["/probe"]'] });
    return await use(id);
  } finally {
    await removeImage(engine, `${name.repository}:${name.tag}`, { force: false });
  }
}

function rootOf(program: Buffer): tar.Pack {
  // Loaded here and not above: few starts of the provider attest anything.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { pack } = require('tar-stream') as typeof tar;
  const root = pack();
  root.entry({ name: 'probe', mode: 0o555, mtime: new Date(0) }, program);
  root.finalize();
  return root;
}
