import { Access, withRegistry } from './access';
import { pushLayout } from './layout';
import { RegistryImage } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import * as Push from '../../engine/image/push';
import { inspectImage } from '../../engine/inspect';
import { parseReference } from '../../engine/reference';
import { requireAllowedSource } from '../../virtual-host/image-origin';
import { rulesOf } from '../../virtual-host/judge';

/** What a push results in. */
export type Digests = Pick<RegistryImage, 'id' | 'sha256_digest' | 'pushed_digest'>;

interface PushContext {
  readonly signal: AbortSignal;
  /** Records what was pushed, as soon as it was. */
  readonly record: (pushed: Digests) => void;
}

/** Pushes an image, and returns its digest in the registry. */
export async function push(engine: Engine, access: Access, desired: RegistryImage, { signal, record }: PushContext): Promise<Digests> {
  const { layout, pushed_digest: planned } = desired;
  const name = desired.name!;
  const pushed = layout ? await pushLayout(access, layout, name, planned) : await pushFromEngine(engine, access, desired, signal);
  if (pushed !== undefined) record(digests(pushed));
  const found = await described(access, name);
  if (pushed === undefined || pushed === found) return digests(found);
  throw new DiagnosticError({
    summary: `The tag of "${name}" is not what was pushed`,
    detail: `${pushed} was pushed, and the tag refers to ${found} at ${access.client.endpoint.address}. Somebody else pushed at the same `
      + 'time, or the engine reaches another registry under this name than this machine does. Plan again.',
    path: ['name'],
  });
}

function digests(digest: string): Digests {
  return { id: digest, sha256_digest: digest, pushed_digest: digest };
}

async function pushFromEngine(engine: Engine, { login }: Access, desired: RegistryImage, signal: AbortSignal): Promise<string | undefined> {
  const name = desired.name!;
  const image = await inspectImage(engine, name, { fresh: true });
  if (image === undefined) {
    throw new DiagnosticError({
      summary: `The engine has no image "${name}"`,
      detail: `The engine is ${engine.endpoint.address}. It pushes an image under the name that the image has. Build or pull it with a `
        + '`docker_image`, give it this name with a `docker_tag` if it has another one, and let this resource depend on that. '
        + 'Or push an OCI image layout, without an engine: set `layout`.',
      path: ['name'],
    });
  }
  const rules = rulesOf(desired);
  if (rules !== undefined) await requireAllowedSource(engine, `Registry image "${name}"`, image, 'name', rules);
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { pushImage } = require('../../engine/image/push') as typeof Push;
  return pushImage(engine, parseReference(name)!, login, signal);
}

async function described(access: Access, name: string): Promise<string> {
  const { client, repository, reference } = access;
  const found = await withRegistry(access, `read image "${name}"`, () => client.describe(repository, reference));
  if (found !== undefined) return found.digest;
  throw new DiagnosticError({
    summary: `The registry does not have "${name}" after the push`,
    detail: `It was pushed to ${client.endpoint.address}, which then does not know it: somebody removed it, or the engine reaches another `
      + 'registry under this name than this machine does.',
    path: ['name'],
  });
}
