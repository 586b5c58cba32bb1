import { Capability } from '../../isolation/capability';
import { Size } from '../../units/size';

/**
 * What separates a container from its host and its neighbours unless its props say otherwise: the Pod Security Standards' profile "baseline",
 * and limits that ordinary images never notice. Each has a prop of its own, by which a stack departs from it where anyone can see it.
 *
 * @internal
 */
export const BASELINE = {
  /** All else is dropped: CIS Docker Benchmark 5.4. */
  capabilities: Capability.baseline(),
  /** CIS Docker Benchmark 5.26. */
  noNewPrivileges: true,
  /** CIS Docker Benchmark 5.17: an engine may be set to share it by default. */
  ipcMode: 'private',
  /** Without it an engine on cgroup v1 shares the host's. */
  cgroupNamespace: 'private',
  /** CIS Docker Benchmark 5.11. A limit above the memory of the machine is no error, so this one fails on none. */
  memory: Size.gibibytes(1),
  /** CIS Docker Benchmark 5.12. A limit above the number of processors is an error, and one is always there. */
  cpus: 1,
  /** CIS Docker Benchmark 5.29: room for any server, and an end to a fork bomb. */
  pidsLimit: 1024,
  /** CIS Docker Benchmark 5.19. Redis asks for 10,032; an engine that may not raise its own limit often has no more than 20,000. */
  openFiles: 16_384,
  /** CIS Docker Benchmark 5.15. */
  restartRetries: 5,
  /** CIS Docker Benchmark 5.14: a published port answers on the machine itself, and to others only by choice. */
  hostIp: '127.0.0.1',
} as const;
