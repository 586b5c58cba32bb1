import { FORK_RUNTIME_PATH } from '../../../../src/shared/forks';
import { Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostics';

type Problem = Omit<Diagnostic, 'severity'>;

/** All that says nothing of its runtime could become a fork. */
export function forksByDefault(engine: string, runtime: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The engine at ${engine} would start all containers by the program of forks`,
    detail: `Its default runtime is "${runtime}", and \`template\` would have that, too. The steps of builds and the tasks of a swarm have `
      + 'it, and could become forks of any container that is saved, by the variables of their images.\n\nRegister '
      + `${FORK_RUNTIME_PATH} in /etc/docker/daemon.json under a name of its own, with another "default-runtime", such as gVisor without `
      + 'that program, and set `runtime` in `template` to that name.',
    path: ['template', 0, 'runtime'],
  });
}

/** A host whose engine starts containers as any other does. */
export function cantFork(engine: string, runtime: string | null, reason: string): DiagnosticError {
  const under = runtime === null ? 'its default runtime' : `the runtime "${runtime}"`;
  const options = runtime === null ? 'the default runtime' : `"${runtime}"`;
  return new DiagnosticError({
    summary: `The engine at ${engine} can't start containers as forks with ${under}`,
    detail: `It was asked by a container that does not start. It said: ${reason}\n\nInstall gVisor and ${FORK_RUNTIME_PATH} on the host, `
      + `and register that program as ${options} in /etc/docker/daemon.json. HostBootstrap does it with \`HostRuntime.gvisor({ forks: `
      + 'true, ... })\`, and the guide "Forks" tells how to do it by hand. Set `runtime` in `template` to that runtime. Or remove `fork`: '
      + 'the containers then start as any other.',
    path: ['fork'],
  });
}

/** The template never became ready. */
export function neverReady(set: string, why: string, output: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The container of which those of the set "${set}" become forks was not ready: ${why}`,
    detail: [...output === '' ? [] : [`The end of its output:\n${output}`],
      'Correct what it needs, or `ready` in `fork`: a `command` that exits with 0 when it is ready, and `timeout_seconds`.'].join('\n\n'),
    path: ['fork', 0, 'ready'],
  });
}

/** What is to be saved has to run until it is ready. */
export function templateInSuspendedPool(set: string, pool: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The container of which those of the set "${set}" become forks can't run in the resource pool ${pool}, which is suspended`,
    detail: 'It has to become ready before it is saved, and in a suspended pool it is paused. Set `suspended = false` in the '
      + '`docker_resource_pool`, and apply again.',
    path: ['fork'],
  });
}

/** Nothing tells when the template is ready. */
export function noSignOfReadiness(set: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Nothing tells when the container of which those of the set "${set}" become forks is ready`,
    detail: 'Neither its image nor `template` has a health check. Add `healthcheck` to `template`, or `ready` with a `command` to `fork`.',
    path: ['fork', 0, 'ready'],
  });
}

/** The host's program could not save the template, or what it saved is not whole. */
export function notSaved(set: string, reason: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The container of which those of the set "${set}" become forks could not be saved`,
    detail: `The host says: ${reason}\n\n${/open connections/.test(reason)
      ? 'Have the application open its connections after `after_fork`, or set `connections = "close"` in `fork`.'
      : 'gVisor can\'t save devices, and some kinds of sockets and files. Have the application open those after `after_fork`, or remove '
        + '`fork`.'}`,
    path: ['fork'],
  });
}

/** Templates stayed on a host whose program does not answer. */
export function templatesLeft(set: string, host: string, id: string, reason: string): Problem {
  return {
    summary: `What was saved for the forks of the set "${set}" may be left on the host "${host}"`,
    detail: `${reason}\n\nRemove it there as root: rm -rf /var/lib/berth/forks/${id.slice(0, 32)}*`,
    path: ['fork'],
  };
}

/** Forks have all that their template had, and nothing makes them differ. */
export const notUnique: Problem = {
  summary: 'All containers would have the same random numbers and identifiers',
  detail: 'A fork goes on with the memory of its template: what that made at random, all of them have, and what they make next, too. Add '
    + '`after_fork` to `fork`, with a `command` or a `signal` that gives each what must differ. If the application needs none, say why: '
    + '`no_unique_state = "..."`.',
  path: ['fork', 0, 'after_fork'],
};

/** A block with none or both of two attributes. */
export const oneHook: Problem = {
  summary: '`after_fork` needs exactly one of `command` and `signal`',
  detail: 'Set `command` to a program in the container, with its arguments, or `signal` to a signal for its main process.',
  path: ['fork', 0, 'after_fork'],
};

/** A part of a process that is the same in all forks. */
export function variesInProcess(attribute: string): Problem {
  return {
    summary: `\`${attribute}\` can't differ from fork to fork`,
    detail: 'All containers have the process of their template, with its arguments. Put `{{clone.index}}` or `{{clone.name}}` into `env`, '
      + 'and have `after_fork` tell the application.',
    path: ['template', 0, attribute],
  };
}
