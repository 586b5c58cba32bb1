/** What the engine's events and its list say of a clone. */
export interface Clone {
  readonly name: string;
  readonly state: 'created' | 'running' | 'paused' | 'ended';
  readonly isUnhealthy: boolean;
  /** Whether somebody has ended it, so that its end is no failure. */
  readonly isStopped: boolean;
}

/** A container in the engine's list. */
export interface Listed {
  readonly Id: string;
  readonly Names?: readonly string[];
  readonly State?: string;
  readonly Status?: string;
}

/** An event of a container. */
export interface ContainerEvent {
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string; readonly Attributes?: { readonly [name: string]: string | undefined } };
}

const STATES: { readonly [reported: string]: Clone['state'] } = {
  created: 'created', running: 'running', restarting: 'running', paused: 'paused',
};

export function listedClone(name: string, { State: state = '', Status: status = '' }: Listed): Clone {
  return { name, state: STATES[state] ?? 'ended', isUnhealthy: status.includes('(unhealthy)'), isStopped: false };
}

/** Returns a clone after an event, and why it failed, if the event says so. */
export function after(clone: Clone, event: ContainerEvent): { readonly clone: Clone; readonly failure?: string } {
  const { Action: action = '', Actor: actor } = event;
  const exitCode = actor?.Attributes?.exitCode ?? '0';
  switch (action) {
    case 'start':
      return { clone: { ...clone, state: 'running', isUnhealthy: false, isStopped: false } };
    case 'pause':
      return { clone: { ...clone, state: 'paused' } };
    case 'unpause':
      return { clone: { ...clone, state: 'running' } };
    case 'kill':
      return { clone: { ...clone, isStopped: true } };
    case 'oom':
      return { clone, failure: 'needed more memory than its limit' };
    case 'die':
      return {
        clone: { ...clone, state: 'ended' },
        ...exitCode !== '0' && !clone.isStopped && { failure: `ended with exit code ${exitCode}` },
      };
    case 'health_status: healthy':
      return { clone: { ...clone, isUnhealthy: false } };
    case 'health_status: unhealthy':
      return { clone: { ...clone, isUnhealthy: true }, ...!clone.isUnhealthy && { failure: 'is unhealthy' } };
    case 'destroy':
      return { clone, ...clone.state === 'created' && { failure: 'was removed before it started' } };
    default:
      return { clone };
  }
}
