import { DiagnosticError, Path } from '../diagnostics/diagnostics';

const path: Path = ['virtual_host'];

/** What is created is one too many, or too big. */
export function noRoom(what: string, host: string, problem: string, remedy: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The virtual container host "${host}" has no room for ${what[0]!.toLowerCase()}${what.slice(1)}`,
    detail: `${problem}\n\n${remedy} If the same apply removes others, apply again: Terraform creates and removes at the same time.`,
    path,
  });
}

/** A container is one too many, as long as no other one is removed or paused. */
export class NoRoomToRun extends DiagnosticError {
  constructor(what: string, host: string, problem: string) {
    super(...noRoom(what, host, problem, 'Remove or pause containers, or raise `max_containers`.').diagnostics);
  }
}

/** A container had to be paused as soon as it had started, since it is one too many as long as it runs, and it could not be. */
export function notParked(what: string, host: string, reason: string): DiagnosticError {
  const problem = `One that is to be suspended must be paused there as soon as it has started, and this one was not: ${reason}`;
  return noRoom(what, host, problem, 'Remove or pause containers, raise `max_containers`, or have its program not end.');
}

export const lockBusy = (host: string, lock: string) => new DiagnosticError({
  summary: `The virtual container host "${host}" was busy for two minutes`,
  detail: `Each creation with a quota waits for the container "${lock}", which another apply has while it counts. Apply again. If no other `
    + `apply runs, remove it: docker rm ${lock}`,
  path,
});

export const lockStopped = (host: string) => new DiagnosticError({
  summary: `Stopped waiting for the lock of the virtual container host "${host}"`,
  detail: 'Terraform was asked to stop. Nothing was created.',
  path,
});

export const lockNameTaken = (host: string, lock: string) => new DiagnosticError({
  summary: `The name "${lock}" is taken by a container that is no lock`,
  detail: `While Berth counts what the virtual container host "${host}" has, it has a container of that name. Rename or remove the other `
    + 'one.',
  path,
});
