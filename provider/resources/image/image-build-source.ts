import * as fs from 'node:fs';
import * as path from 'node:path';
import Dockerode from 'dockerode';
import { buildBlock } from './image-build';
import { changedSincePlanned } from './image-hash';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Credentials } from '../../engine/credentials/credentials';
import { decodeAuth } from '../../engine/credentials/docker-config';
import { allCredentials } from '../../engine/credentials/find';
import { registryAt, serverOf } from '../../engine/credentials/registry';
import { Engine } from '../../engine/engine';
import { buildImage } from '../../engine/image/build/build';
import { BuildContext, validateContext, hashContext, packContext } from '../../engine/image/build/context';
import { Model } from '../../framework/schema/model';

export type Build = Model<typeof buildBlock>;

/** A hash that no context has: what is there under the name is not what was built. */
export const ANOTHER_IMAGE = '';

/** The folder that is sent, or nothing where the engine fetches it. */
function contextOf({ context, dockerfile, remote_context: remote }: Pick<Build, 'context' | 'dockerfile' | 'remote_context'>): BuildContext | undefined {
  if (remote) return undefined;
  const folder = context!;
  const file = dockerfile || 'Dockerfile';
  const relative = path.isAbsolute(file) ? path.relative(path.resolve(folder), file) : path.normalize(file);
  return { folder, dockerfile: relative.split(path.sep).join('/') };
}

/** The hash of what is built from: null where the engine fetches it, and undefined where it is not there. */
export async function hashBuild(build: Pick<Build, 'context' | 'dockerfile' | 'remote_context'>): Promise<string | null | undefined> {
  const context = contextOf(build);
  if (context === undefined) return null;
  if (!fs.existsSync(context.folder)) return undefined;
  validateContext(context);
  return told(context, () => hashContext(context));
}

/** The hash of what an image is built from, which has to be what was planned. */
export async function hashUnchanged(build: Build, planned: string | null): Promise<string | null> {
  const hash = await hashBuild(build);
  if (hash === undefined) throw missingContext(build.context!);
  if (planned === null || planned === hash) return hash;
  throw changedSincePlanned(`The build context "${build.context}"`, ['build']);
}

/** The hash for an image that was found under the name. A state that another provider wrote has none, and takes that of now. */
export async function hashFound(build: Build, known: { image_id: string | null; build_hash: string | null }, id: string): Promise<string | null> {
  if (known.image_id !== null && known.image_id !== id) return ANOTHER_IMAGE;
  // What can't be read is told by the plan.
  return known.build_hash ?? await hashBuild(build).catch(() => undefined) ?? null;
}

export function missingContext(folder: string): DiagnosticError {
  return new DiagnosticError({
    summary: `There is no build context "${folder}"`,
    detail: `\`context\` of \`build\` names it. A relative path is relative to where terraform runs, which is ${process.cwd()}.`,
    path: ['build'],
  });
}

interface Target {
  readonly name: string;
  readonly platform: string | null;
  readonly signal: AbortSignal;
}

/** Builds the image. */
export async function make(engine: Engine, build: Build, { name, platform, signal }: Target): Promise<Dockerode.ImageInspectInfo> {
  const context = contextOf(build);
  const found = await allCredentials(engine.registryAuth, process.env);
  const credentials = [...found.flatMap((one) => one.credentials ?? []), ...build.auth_config.map(credentialsOf)];
  const work = () => buildImage(engine, {
    name,
    query: queryOf(build, name, platform),
    credentials,
    logFile: build.build_log_file || undefined,
    signal,
    context: context === undefined ? undefined : packContext(context),
  });
  return context === undefined ? work() : told(context, work);
}

/** What of the block the Engine API knows, by its names; what is not set is left to the engine. */
function queryOf(build: Build, name: string, platform: string | null): Dockerode.ImageBuildOptions {
  const labels = { ...build.label, ...build.labels };
  const query = {
    t: [name, ...build.tag ?? []],
    dockerfile: contextOf(build)?.dockerfile ?? build.dockerfile,
    remote: build.remote_context,
    target: build.target,
    platform: build.platform || platform,
    buildargs: json(build.build_args),
    labels: json(labels),
    cachefrom: json(build.cache_from),
    extrahosts: build.extra_hosts,
    securityopt: build.security_opt,
    ulimits: json(build.ulimit.map(({ name: limit, hard, soft }) => ({ Name: limit, Hard: hard, Soft: soft }))),
    networkmode: build.network_mode,
    memory: build.memory,
    memswap: build.memory_swap,
    shmsize: build.shm_size,
    cpushares: build.cpu_shares,
    cpuperiod: build.cpu_period,
    cpuquota: build.cpu_quota,
    cpusetcpus: build.cpu_set_cpus,
    cpusetmems: build.cpu_set_mems,
    cgroupparent: build.cgroup_parent,
    isolation: build.isolation,
    buildid: build.build_id,
    nocache: build.no_cache,
    pull: build.pull_parent,
    squash: build.squash,
    q: build.suppress_output,
    forcerm: build.force_remove,
  };
  const set = Object.entries(query).filter(([, value]) => value && !(Array.isArray(value) && value.length === 0));
  // Of all, the one whose default is true.
  return { ...Object.fromEntries(set), rm: build.remove !== false } as Dockerode.ImageBuildOptions;
}

function json(value: object | null): string | undefined {
  return value === null || Object.keys(value).length === 0 ? undefined : JSON.stringify(value);
}

function credentialsOf(block: Build['auth_config'][number]): Credentials {
  const [user, secret] = decodeAuth(block.auth ?? '');
  return {
    username: block.user_name || user || '',
    password: block.password || secret || '',
    ...(block.identity_token ? { identitytoken: block.identity_token } : {}),
    ...(block.registry_token ? { registrytoken: block.registry_token } : {}),
    serveraddress: serverOf(registryAt(block.server_address || block.host_name!)),
  };
}

/** A failure to read the context is told at its block. */
async function told<T>({ folder }: BuildContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new DiagnosticError({
      summary: `The build context "${folder}" can't be read: ${(error as Error).message}`,
      detail: 'Give the user who runs terraform the right to read all of it, or leave out what the image does not need with a `.dockerignore`.',
      path: ['build'],
    });
  }
}
