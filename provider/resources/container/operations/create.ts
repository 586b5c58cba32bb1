import { requireApi } from './api-requirements';
import { createByName } from './create-by-name';
import { newMark } from './creation-mark';
import { carryFiles } from './file-carrier';
import { attachFirst, attachRest } from './networks';
import { refuseOwnLabelsOfImage } from './own-labels';
import { readResult } from './result';
import { requireRuntime } from './runtime';
import { startContainer } from './start';
import { removeAtOnce } from './stop';
import { requireAwakeForJob, settleStarted } from './suspend';
import { putFiles } from './uploads';
import { verifyCreated, verifyStarted, verifyVolumes } from './verify';
import { requireVirtualHost, verifyImage, verifyOwnVolumes } from './virtual-host';
import { reportWarnings } from './warnings';
import { whilePending } from '../../../engine/creation-journal';
import { Engine } from '../../../engine/engine';
import { ApplyContext } from '../../../framework/resource';
import { requireIsolation } from '../../../isolation/judge';
import { countedVolumes, mountOf, requireAnonymousVolumes } from '../../../virtual-host/anonymous-volumes';
import { NO_IMAGE } from '../../../virtual-host/image-origin';
import { named } from '../../../virtual-host/judge';
import { whileParking } from '../../../virtual-host/parking';
import { containerQuota, withinQuota } from '../../../virtual-host/quota';
import { CreateBody } from '../fields/fact';
import { toEngine } from '../fields/model';
import { ContainerModel, schema } from '../fields/schema';
import { filesOf } from '../fields/upload';

type CreateContext = ApplyContext<Engine, typeof schema>;

/**
 * Creates a container, connects it to its networks, uploads its files, starts it and waits for it.
 * Records the container in the state as soon as it exists.
 */
export function create(context: CreateContext, desired: ContainerModel): Promise<ContainerModel> {
  const mark = newMark(desired.start !== false);
  return whilePending(mark, () => whileParking(context.client, desired, () => createMarked(context, desired, mark)));
}

/**
 * Throws if a container can't be created, as far as that is known before. Returns the id of its image, if the rules of a virtual container
 * host were applied to it.
 */
export async function requireCreatable(engine: Engine, desired: ContainerModel): Promise<string | typeof NO_IMAGE | undefined> {
  requireIsolation(desired, engine);
  const image = await requireVirtualHost(engine, desired);
  // By its id, since the name can be that of another image by now.
  await refuseOwnLabelsOfImage(engine, judgedImage(desired, image));
  await requireApi(engine, desired);
  await requireRuntime(engine, desired.runtime);
  await requireAwakeForJob(engine, desired);
  return image;
}

/** Returns a container with the image that the rules of its virtual container host were applied to, if any were. */
function judgedImage(desired: ContainerModel, image: string | typeof NO_IMAGE | undefined): ContainerModel {
  return image === undefined || image === NO_IMAGE ? desired : { ...desired, image };
}

async function createMarked(context: CreateContext, desired: ContainerModel, mark: string): Promise<ContainerModel> {
  const { client: engine } = context;
  const image = await requireCreatable(engine, desired);
  const body = toEngine(desired);
  const rest = await attachFirst(engine, body, desired);
  const judged = judgedImage(desired, image);
  const anonymous = await requireAnonymousVolumes(engine, named('Container', desired), judged);
  addMounts(body, anonymous.map(mountOf));
  await verifyVolumes(engine, desired, anonymous, context.signal);
  const files = filesOf({ ...desired, secret_file: context.configuration().secret_file });
  const carrier = await carryFiles(engine, body, files, desired, mark);
  const { Id: id, inspect, ...answer } = await withinQuota(
    engine, containerQuota(desired, countedVolumes(anonymous)), context.signal, () => createByName(context, body, desired, mark),
    ({ Id: surplus }) => removeAtOnce(engine, surplus, desired),
  ).finally(() => carrier?.remove());
  const seesHost = await removeIfRefused(engine, id, desired, async () => {
    await verifyImage(engine, id, desired, image, inspect);
    await verifyOwnVolumes(engine, id, desired, inspect);
    return verifyCreated(engine, id, desired, context.signal, inspect);
  });
  reportWarnings(context, answer, desired.name);
  context.record({ ...desired, id });

  await attachRest(engine, id, rest);
  await putFiles(engine, id, carrier?.others ?? files, carrier?.storage ?? desired);
  if (desired.start === false) return readResult(context, id, desired);
  const first = await startContainer(engine, id, desired);
  if (seesHost) await removeIfRefused(engine, id, desired, () => verifyStarted(engine, id, desired, context.signal));
  const takeBack = () => removeAtOnce(engine, id, desired);
  return readResult(context, id, desired, await settleStarted(engine, id, desired, context.signal, first, takeBack));
}

function addMounts({ HostConfig: settings }: CreateBody, mounts: readonly object[]): void {
  if (mounts.length > 0) Object.assign(settings, { Mounts: [...(settings as { Mounts?: readonly object[] }).Mounts ?? [], ...mounts] });
}

/** Removes the container if it is weaker than its policy, or if that can't be found out. */
async function removeIfRefused<T>(engine: Engine, id: string, desired: ContainerModel, verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    await removeAtOnce(engine, id, desired);
    throw error;
  }
}
