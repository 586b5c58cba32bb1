import { requireNetworkApi } from './api-requirements';
import { newMark } from './creation-mark';
import { putChangedFiles } from './file-carrier';
import { waitUntilHealthyAgain } from './healthy-again';
import { inspectAsModeled, requireContainer } from './inspect';
import { updateLimits, withLimits } from './limits';
import { updateNetworks } from './networks';
import { readResult } from './result';
import { startContainer } from './start';
import { stopContainer } from './stop';
import { requireAwakeForJob, resumeContainer, settleStarted, suspendContainer } from './suspend';
import { verifyCreated, verifyMounts, verifyStarted } from './verify';
import { requireVirtualHost } from './virtual-host';
import { waitUntilReady } from './wait';
import { reportWarnings } from './warnings';
import { NAMESPACES, ownerOf } from '../../../../src/shared/controls/joined-namespace';
import { policyAttributesOf } from '../../../../src/shared/controls/policy-attributes';
import { Engine } from '../../../engine/engine';
import { ApplyContext } from '../../../framework/resource';
import { asksForAny, hasFloor, PATH_CONTROLS, requireIsolation } from '../../../isolation/judge';
import { requireRules } from '../../../virtual-host/judge';
import { containerQuota, withinQuota } from '../../../virtual-host/quota';
import { Inspect } from '../fields/fact';
import { fromEngine } from '../fields/model';
import { ContainerModel, schema } from '../fields/schema';
import { isDoneAndRemoved, shouldRun } from '../fields/settings';
import { Upload } from '../fields/upload';

type UpdateContext = ApplyContext<Engine, typeof schema>;

/** Updates an existing container in place. If a step fails, records what the earlier steps changed. */
export async function update(context: UpdateContext, desired: ContainerModel, prior: ContainerModel): Promise<ContainerModel> {
  const { client: engine } = context;
  requireIsolation(desired, engine);
  requireRules('Container', desired);
  const id = prior.id!;
  if (isDoneAndRemoved(prior) && await inspectAsModeled(engine, id) === undefined) return desired;
  await requireNetworkApi(engine, desired);
  if (!prior.attach) await requireAwakeForJob(engine, desired);
  let uploads: readonly Upload[] = [];
  try {
    // One inspect is enough: each step changes a part of the container that no other step changes.
    const before = await requireContainer(engine, id, desired);
    if (usesOthers(desired, prior)) await requireVirtualHost(engine, desired, before.Image);
    if (judgedAnew(before, desired, prior)) await verifyExisting(context, before, desired, prior);
    await rename(engine, before, desired);
    reportWarnings(context, await updateLimits(engine, before, desired), desired.name);
    await updateNetworks(engine, before, desired, prior);
    uploads = changedUploads(desired, prior);
    await putChangedFiles(engine, before, uploads, desired, newMark(true));
    const restarts = uploads.length > 0 && desired.upload_change === 'restart' && desired.start !== false && before.State.Running;
    if (restarts) await stopContainer(engine, before, desired);
    await updateRunState(context, restarts ? stopped(before) : before, desired, prior, restarts);
    if (uploads.length > 0 && !restarts && before.State.Running) await waitUntilHealthyAgain(engine, id, desired, context.signal);
    return await readResult(context, id, desired);
  } catch (error) {
    const inspect = await inspectAsModeled(engine, id, prior).catch(() => undefined);
    // Settings are recorded as they were: they count as changed only once all steps have succeeded.
    if (inspect !== undefined) context.record(fromEngine(inspect, { ...prior, upload: withDoubtful(prior.upload as Upload[], uploads) }));
    throw error;
  }
}

/**
 * Whether a change compares the container that exists with its policy and the floor, and not only its configuration. It does so under a
 * floor, if the container joins another one, or if its policy changes. An import has no policy yet.
 */
function judgedAnew({ HostConfig: settings }: Inspect, desired: ContainerModel, prior: ContainerModel): boolean {
  return hasFloor() || NAMESPACES.some(([, field]) => ownerOf(settings[field]) !== undefined)
    || policyChanges(desired, prior);
}

/**
 * Compares a container, with the limits that this change gives it, with its policy and the floor. To look at its mounts takes a container,
 * so this is only done if it sees paths of the host, or for another policy: since the start, someone can have mounted the kernel's /proc.
 */
async function verifyExisting(
  { client: engine, signal }: UpdateContext, before: Inspect, desired: ContainerModel, prior: ContainerModel,
): Promise<void> {
  const seesHost = await verifyCreated(engine, before.Id, desired, signal, withLimits(before, desired));
  const reason = 'the path was replaced since the container started. Replace the container';
  const isNew = policyChanges(desired, prior);
  const mustLook = seesHost || isNew && asksForAny([...PATH_CONTROLS, 'kernel_paths'], desired);
  if (mustLook) await verifyMounts(engine, before, desired, signal, reason, isNew);
}

function policyChanges(desired: ContainerModel, prior: ContainerModel): boolean {
  return JSON.stringify(policyAttributesOf(desired)) !== JSON.stringify(policyAttributesOf(prior));
}

/** Whether a change can make a container use what its virtual container host does not allow, or applies other rules to it. */
function usesOthers(desired: ContainerModel, prior: ContainerModel): boolean {
  return (['virtual_host', 'network_mode', 'networks_advanced'] as const).some((name) => (
    JSON.stringify(desired[name]) !== JSON.stringify(prior[name])));
}

async function rename(engine: Engine, inspect: Inspect, desired: ContainerModel): Promise<void> {
  const [before, name] = [inspect.Name.replace(/^\//, ''), desired.name!.replace(/^\//, '')];
  if (before === name) return;
  await engine.call(`rename container "${before}" to "${name}"`, (docker) => docker.getContainer(inspect.Id).rename({ name }));
}

function changedUploads(desired: ContainerModel, prior: ContainerModel): readonly Upload[] {
  const before = new Set((prior.upload as Upload[]).map((upload) => JSON.stringify(upload)));
  return (desired.upload as Upload[]).filter((upload) => !before.has(JSON.stringify(upload)));
}

/**
 * Replaces the files that a failed update may have uploaded by files that no configuration has. So the next plan uploads them again, also
 * if the configuration is again what it was before.
 */
function withDoubtful(before: readonly Upload[], uploads: readonly Upload[]): Upload[] {
  const paths = new Set(uploads.map(({ file }) => file));
  const doubtful = uploads.map((upload) => (
    { ...upload, content: null, content_base64: null, source: null, source_hash: 'an apply failed, so the content is not known' }));
  return [...before.filter(({ file }) => !paths.has(file)), ...doubtful];
}

function stopped(inspect: Inspect): Inspect {
  return { ...inspect, State: { ...inspect.State, Running: false, Paused: false } };
}

/**
 * Starts, stops, pauses or unpauses the container as needed.
 *
 * @param mustStart  whether it has to start even if it need not keep running
 */
async function updateRunState(
  context: UpdateContext, inspect: Inspect, desired: ContainerModel, prior: ContainerModel, mustStart: boolean,
): Promise<void> {
  const { client: engine, signal } = context;
  const { Running: running, Paused: paused } = inspect.State;
  const isFirstStart = desired.start !== false && prior.start === false;
  if (shouldRun(desired) && running && paused !== (desired.suspended === true)) {
    const resume = () => resumeContainer(engine, inspect.Id, desired);
    const suspend = () => suspendContainer(engine, inspect.Id, desired);
    if (paused) await withinQuota(engine, containerQuota(desired), signal, resume, suspend);
    else await suspend();
  } else if ((shouldRun(desired) || isFirstStart || mustStart) && !running) {
    const seesHost = await verifyCreated(engine, inspect.Id, desired, signal);
    const first = await startContainer(engine, inspect.Id, desired);
    if (seesHost) await stopIfRefused(context, inspect, desired);
    await settleStarted(engine, inspect.Id, desired, signal, first, () => stopAtOnce(engine, inspect.Id, desired));
  } else if ((desired.attach && !prior.attach || isFirstStart) && running) {
    // This includes a container that an earlier apply started and that did not become healthy in time.
    await waitUntilReady(engine, inspect.Id, desired, signal);
  } else if (desired.start === false && prior.start !== false && running) {
    await stopContainer(engine, inspect, desired);
  }
}

async function stopIfRefused({ client: engine, signal }: UpdateContext, { Id: id }: Inspect, desired: ContainerModel): Promise<void> {
  try {
    await verifyStarted(engine, id, desired, signal);
  } catch (error) {
    await stopAtOnce(engine, id, desired);
    throw error;
  }
}

async function stopAtOnce(engine: Engine, id: string, desired: ContainerModel): Promise<void> {
  const inspect = await inspectAsModeled(engine, id);
  if (inspect !== undefined) await stopContainer(engine, inspect, desired, 0);
}
