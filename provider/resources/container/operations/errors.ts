import { explain } from './known-failures';
import { named } from './props';
import { Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostics';
import { indent } from '../../../diagnostics/program-output';
import { redactCut } from '../../../diagnostics/secrets';
import { EngineError, isConflict, isNotFound } from '../../../engine/errors';
import { nameTaken } from '../../shared/errors';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/** Explains why the engine refused to create a container. Returns errors that it does not recognize unchanged. */
export function creationFailed(error: unknown, desired: ContainerModel): unknown {
  if (!(error instanceof EngineError)) return error;
  const { engineMessage: message } = error;
  if (isConflict(error) && /name/i.test(message)) return nameTaken('container', desired.name!, error);
  if (isNotFound(error) && /does not match the specified platform/i.test(message)) return wrongPlatform(desired, message);
  if (isNotFound(error) && /image/i.test(message)) return imageMissing(desired, message);
  if (/storage[ -]opt/i.test(message)) return storageOptionsUnsupported(message);
  return explained(error, 'create', desired);
}

/** Explains why the engine refused to start a container. Returns errors that it does not recognize unchanged. */
export function startFailed(error: unknown, desired: ContainerModel): unknown {
  return error instanceof EngineError ? explained(error, 'start', desired) : error;
}

function explained(error: EngineError, doing: 'create' | 'start', desired: ContainerModel): DiagnosticError {
  const explanation = explain(error.engineMessage, desired);
  if (explanation === undefined) return error;
  const { cause, advice, path } = explanation;
  const known = new DiagnosticError({
    summary: `Could not ${doing} container "${desired.name}": ${cause}`,
    detail: `${error.engine} reports: ${error.engineMessage}\n\n${advice}`,
    ...(path === undefined ? {} : { path }),
  });
  known.cause = error;
  return known;
}

function wrongPlatform({ image, platform }: ContainerModel, message: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The image "${image}" is not for "${platform}"`,
    detail: `The engine reports: ${message}\n\nPull the image with a \`docker_image\` for that \`platform\`, or remove \`platform\`.`,
    path: ['platform'],
  });
}

function imageMissing({ image }: ContainerModel, message: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The engine has no image "${image}"`,
    detail: `The engine reports: ${message}\n\nPull or build the image with a \`docker_image\`, and use its \`image_id\` here.`,
    path: ['image'],
  });
}

function storageOptionsUnsupported(message: string): DiagnosticError {
  return new DiagnosticError({
    summary: 'The engine\'s storage driver does not support `storage_opts`',
    detail: `The engine reports: ${message}\n\nRemove \`storage_opts\`, or configure the engine to use a storage driver that supports `
      + 'them. '
      + '`size` is supported by `overlay2` on XFS mounted with `pquota`, by `btrfs` and by `zfs`. `docker info` shows the driver in use.',
    path: ['storage_opts'],
  });
}

/** The engine refused to change the limits of a container. */
export function limitsNotChanged(error: EngineError, inspect: Inspect, { name }: ContainerModel): DiagnosticError {
  const runtime = inspect.HostConfig.Runtime || 'the runtime';
  // A runtime without an update command prints its whole usage text.
  const [firstLine = ''] = error.engineMessage.split('\n');
  return new DiagnosticError({
    summary: `Could not change the limits of container "${name}"`,
    detail: `The engine reports: ${firstLine}\n\n`
      + `If ${runtime} or the kernel can't make this change, replace the container: terraform apply -replace=<its address>.`,
  });
}

/** The container no longer exists, but the operation needs it. */
export function containerGone({ name, rm }: ContainerModel): DiagnosticError {
  return new DiagnosticError({
    summary: `Container "${name}" is gone`,
    detail: rm
      ? 'It exited, and `rm` removed it. For a job, set `attach = true`, which waits until the container exits.'
      : 'Something else removed it in the meantime. Apply again.',
  });
}

/**
 * The container exited, but should be running.
 *
 * @param when      continues "Container exited …"
 * @param output    the end of its output
 * @param exitCode  its exit code, if the engine may have restarted it since
 */
export function exitedEarly(
  { State: state }: Inspect, { name, restart }: ContainerModel, when: string, output: string, exitCode = state.ExitCode,
): DiagnosticError {
  const restarts = restart !== null && restart !== '' && restart !== 'no';
  return new DiagnosticError({
    summary: `Container "${name}" exited ${when}, with exit code ${exitCode}`,
    detail: [
      ...(state.OOMKilled ? ['It needed more memory than `memory` allows.'] : []),
      ...(state.Error ? [`The engine reports: ${state.Error}`] : []),
      output,
      'Fix the problem that the output shows, and apply again. '
      + `If the container is expected to exit, set ${named('must_run')} to false, or \`attach = true\` to wait until it exits.`
      + (restarts ? ` ${restartExpected(restart)}` : ''),
    ].join('\n\n'),
  });
}

function restartExpected(restart: string): string {
  return `If it only works after the engine has restarted it (\`restart = "${restart}"\`), set ${named('must_run_for')} to 0.`;
}

/** The container did not become healthy. */
export function notHealthy(inspect: Inspect, { name }: ContainerModel, reason: string, output: string): DiagnosticError {
  const { State: state, RestartCount: restarts } = inspect;
  const probe = state.Health?.Log?.at(-1);
  return new DiagnosticError({
    summary: `Container "${name}" is not healthy`,
    detail: [
      reason,
      ...(restarts > 0 ? [`The engine has restarted it ${restarts} times; its last exit code was ${state.ExitCode}.`] : []),
      ...(probe === undefined ? [] : [
        `Its last health check exited with ${probe.ExitCode}:\n${indent(redactCut(probe.Output.trimEnd()))}`,
      ]),
      output,
      `Fix the container or its ${named('healthcheck')}, or allow more time with ${named('wait_timeout')}.`,
    ].join('\n\n'),
  });
}

/** The wait for a container was aborted: by `timeouts`, whose error is the reason, or because Terraform was asked to stop. */
export function waitAborted({ name }: ContainerModel, { reason }: AbortSignal, output: string): DiagnosticError {
  if (reason instanceof DiagnosticError) {
    return new DiagnosticError(...reason.diagnostics.map((diagnostic): Diagnostic => ({
      ...diagnostic,
      detail: `${diagnostic.detail}\n\n${output}`,
    })));
  }
  return new DiagnosticError({
    summary: `Stopped waiting for container "${name}"`,
    detail: 'Terraform was asked to stop. The container exists, and the next apply replaces it.',
  });
}

/** An operation took longer than `timeouts` allow. */
export function timedOut(doing: string, name: string | null, seconds: number, attribute: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${doing} container "${name}" took longer than ${seconds} s`,
    detail: `This is the limit that \`timeouts.${attribute}\` sets. Fix the cause of the delay, or raise the limit.`,
    path: ['timeouts'],
  });
}

/** A file to upload can't be read. */
export function uploadUnreadable(source: string | null, error: unknown): DiagnosticError {
  return new DiagnosticError({
    summary: `The file to upload can't be read: ${source}`,
    detail: `${error instanceof Error ? error.message : String(error)}\n\n\`source\` is a path on the machine that runs terraform.`,
    path: ['upload'],
  });
}

/** The engine has no network with the id. */
export function networkMissing(reference: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The engine has no network "${reference}"`,
    detail: 'Use the name or id of a network that exists on the engine.',
    path: ['networks_advanced'],
  });
}

/** A job is to run in a pool that is suspended. */
export function jobInSuspendedPool({ name, cgroup_parent: pool }: ContainerModel): DiagnosticError {
  return new DiagnosticError({
    summary: `The job "${name}" can't run in the resource pool ${pool}, which is suspended`,
    detail: '`attach` waits until the container exits, and in a suspended pool it is paused. Set `suspended = false` in the '
      + '`docker_resource_pool`, or choose another `cgroup_parent`.',
    path: ['attach'],
  });
}

/** A container that is to be suspended exits again and again. It was ended. */
export function restartsBeforePause({ State: state }: Inspect, { name, suspended }: ContainerModel, output: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Container "${name}" exited before it was paused, with exit code ${state.ExitCode}`,
    detail: [
      `${suspended ? 'It is `suspended`' : 'Its resource pool is suspended'}, and a container that is restarted can't be paused, so it `
      + 'was ended.',
      output,
      `Fix the problem that the output shows, and apply again.${suspended ? '' : ' Or apply it while its pool is not suspended.'}`,
    ].join('\n\n'),
  });
}

/** @param volumes  the anonymous volumes with files of a removed container, which the engine did not remove */
export function secretsStay(container: string, volumes: readonly string[]): DiagnosticError {
  const names = volumes.join(' ');
  return new DiagnosticError({
    summary: `Files of the removed container "${container}" stay on the engine`,
    detail: 'They are in anonymous volumes, and have the secrets of `secret_file`. Another container may use them. Remove that one, then: '
      + `docker volume rm ${names}`,
  });
}
