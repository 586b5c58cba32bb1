import * as fs from 'node:fs';
import * as path from 'node:path';
import Dockerode from 'dockerode';
import { buildBlock } from './build-block';
import { changedSincePlanned } from './source-hash';
import { VIRTUAL_HOST_LABEL, VirtualHostRules } from '../../../src/shared/virtual-host/rules';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Credentials } from '../../engine/credentials/credentials';
import { decodeAuth } from '../../engine/credentials/docker-config';
import { allCredentials } from '../../engine/credentials/find';
import { registryAt, serverOf } from '../../engine/credentials/registry';
import { Engine } from '../../engine/engine';
import { buildImage } from '../../engine/image/build/build';
import { BuildContext, validateContext, hashContext, packContext, sentDockerfile } from '../../engine/image/build/context';
import { isHeld } from '../../engine/pool/suspension';
import { readRegular } from '../../files/regular-file';
import { Model } from '../../framework/schema/model';
import { Value } from '../../framework/value/value';
import { BuildSource, requireAllowedBases, requireAllowedBuild } from '../../virtual-host/build';
import { withLabelInEachStage } from '../../virtual-host/dockerfile';
import { refuseLongLists, requireFreeName } from '../../virtual-host/image-origin';

export type Build = Model<typeof buildBlock>;

/** The attributes that determine what an image is built from. */
type Source = Pick<Build, 'context' | 'dockerfile' | 'remote_context'>;

/** Reported as the hash of an image that was not built from this configuration. No context has this hash, so it plans a replacement. */
export const OTHER_IMAGE = '';

/** Returns the build context to send, or undefined if the engine fetches a remote one. */
function contextOf({ context, dockerfile, remote_context: remote }: Source): BuildContext | undefined {
  if (remote) return undefined;
  const folder = context!;
  const file = dockerfile || 'Dockerfile';
  const relative = path.isAbsolute(file) ? path.relative(path.resolve(folder), file) : path.normalize(file);
  return { folder, dockerfile: relative.split(path.sep).join('/') };
}

/** What a build block tells about the images that it uses. */
type Uses = Source & Pick<Build, 'build_args' | 'cache_from'>;

/** Throws if a build uses images that the rules of its virtual container host do not allow, as far as its files show that. */
export function requireAllowedFiles(what: string, build: Uses, rules: VirtualHostRules): void {
  const context = contextOf(build);
  if (context === undefined || fs.existsSync(path.join(context.folder, context.dockerfile))) {
    requireAllowedBases(what, usedBy(build), rules);
  }
}

function usedBy(build: Uses): BuildSource {
  const context = contextOf(build);
  return {
    dockerfile: context && readDockerfile(context),
    args: build.build_args ?? {},
    cacheFrom: build.cache_from ?? [],
  };
}

/** Reads the Dockerfile as the engine does: in what is sent to it, a link can lead to another file than here. */
function readDockerfile({ folder, dockerfile }: BuildContext): string | undefined {
  const file = path.resolve(folder, dockerfile);
  const isLinked = fs.realpathSync(file) !== path.join(fs.realpathSync(folder), dockerfile);
  return isLinked && !dockerfile.startsWith('../') ? undefined : readRegular(file);
}

/** Returns the hash of the build context: null if the engine fetches a remote one, undefined if the folder does not exist. */
export function hashBuild(build: Source): Promise<string | null | undefined> {
  return hashOf(contextOf(build));
}

/**
 * Whether an earlier version, whose hash included Terraform's own files, recorded this hash for the same build context. A new version of
 * this provider is no reason to rebuild an image.
 */
export async function isEarlierHash(build: Source, recorded: Value): Promise<boolean> {
  const context = contextOf(build);
  return context !== undefined && recorded === await hashOf({ ...context, withTerraformFiles: true });
}

async function hashOf(context: BuildContext | undefined): Promise<string | null | undefined> {
  if (context === undefined) return null;
  if (!fs.existsSync(context.folder)) return undefined;
  validateContext(context);
  return withReadErrors(context, () => hashContext(context));
}

/** Returns the hash of the build context, and fails if it differs from the planned one. */
export async function requirePlannedHash(build: Build, planned: string | null): Promise<string | null> {
  const hash = await hashBuild(build);
  if (hash === undefined) throw missingContext(build.context!);
  if (planned === null || planned === hash) return hash;
  throw changedSincePlanned(`The build context "${build.context}"`, ['build']);
}

interface BuiltImage {
  readonly image_id: string | null;
  readonly build_hash: string | null;
}

/**
 * Returns the hash to report for the image that has the name. A state that another provider wrote has no hash, and gets the current
 * one.
 */
export async function hashOfExisting(build: Build, known: BuiltImage, id: string): Promise<string | null> {
  if (known.image_id !== null && known.image_id !== id) return OTHER_IMAGE;
  // If the context can't be read, the plan reports that.
  return known.build_hash ?? await hashBuild(build).catch(() => undefined) ?? null;
}

export function missingContext(folder: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The build context "${folder}" does not exist`,
    detail: `It is the \`context\` of \`build\`. A relative path is relative to the working directory of terraform, ${process.cwd()}.`,
    path: ['build'],
  });
}

interface Target {
  readonly name: string;
  readonly platform: string | null;
  /** The rules of the virtual container host of the image. */
  readonly rules: VirtualHostRules | undefined;
  readonly signal: AbortSignal;
}

/** Builds the image. */
export async function runBuild(engine: Engine, block: Build, target: Target): Promise<Dockerode.ImageInspectInfo> {
  const { name, rules, signal } = target;
  if (await isHeld(engine, block.cgroup_parent)) throw buildInSuspendedPool(name, block.cgroup_parent!);
  const context = rules === undefined ? contextOf(block) : await allowedContext(engine, target, block, rules);
  const known = await allCredentials(engine.registryAuth, process.env);
  const credentials = [...known.flatMap((entry) => entry.credentials ?? []), ...block.auth_config.map(credentialsOf)];
  const work = () => buildImage(engine, {
    name,
    query: queryOf(block, target),
    credentials,
    logFile: block.build_log_file || undefined,
    signal,
    context: context === undefined ? undefined : packContext(context),
  });
  const image = await (context === undefined ? work() : withReadErrors(context, work));
  await refuseLongLists(engine, `Image "${name}"`, image, [...block.tag ?? [], name], 'build', rules);
  return image;
}

/** Judges a build, and returns its context with the Dockerfile that was judged. */
async function allowedContext(engine: Engine, { name, platform }: Target, block: Build, rules: VirtualHostRules): Promise<BuildContext> {
  const source = { ...usedBy(block), platform: block.platform || platform };
  const dockerfile = await requireAllowedBuild(engine, `Image "${name}"`, source, rules, block.pull_parent === true);
  for (const each of [name, ...block.tag ?? []]) await requireFreeName(engine, `Image "${name}"`, each, 'build', rules);
  return { ...contextOf(block)!, text: withLabelInEachStage(dockerfile, VIRTUAL_HOST_LABEL, rules.name) };
}

/** Nothing pauses the steps of a build. */
function buildInSuspendedPool(name: string, pool: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Image "${name}" can't be built in the resource pool ${pool}, which is suspended`,
    detail: 'The steps of a build would run. Set `suspended = false` in the `docker_resource_pool`, or choose another `cgroup_parent`.',
    path: ['build'],
  });
}

/** Returns the query parameters of the Engine API. Omits unset attributes. */
function queryOf(build: Build, { name, platform, rules }: Target): Dockerode.ImageBuildOptions {
  const context = contextOf(build);
  const isShared = rules !== undefined;
  const labels = { ...build.label, ...build.labels, ...isShared && { [VIRTUAL_HOST_LABEL]: rules.name } };
  const query = {
    t: [name, ...build.tag ?? []],
    dockerfile: context === undefined ? build.dockerfile : sentDockerfile(context),
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
    // Steps of others are in the engine's cache, which neither knows the network nor `extra_hosts` of a step.
    nocache: isShared || build.no_cache,
    pull: build.pull_parent,
    squash: build.squash,
    q: build.suppress_output,
    // A container that stays has the labels of its image: it would count, and be in the pool.
    forcerm: isShared || build.remove !== false || build.force_remove,
  };
  const set = Object.entries(query).filter(([, value]) => value && !(Array.isArray(value) && value.length === 0));
  // The only parameter whose default is true.
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

/** Reports a failure to read the build context at the `build` block. */
async function withReadErrors<T>({ folder }: BuildContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new DiagnosticError({
      summary: `The build context "${folder}" can't be read: ${(error as Error).message}`,
      detail: 'Allow the user who runs terraform to read all of it, or exclude files that the image does not need with a `.dockerignore`.',
      path: ['build'],
    });
  }
}
