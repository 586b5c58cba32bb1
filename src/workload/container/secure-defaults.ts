import { Capability } from '../../isolation/capability';
import { Size } from '../../units/size';

/**
 * The defaults of the props that separate a container from its host and its neighbours: the Pod Security Standards' profile
 * "baseline", and limits that ordinary images never notice. Each has a prop of its own, so a stack that departs from one does so
 * visibly.
 *
 * @internal
 */
export const SECURE_DEFAULTS = {
  /** CIS Docker Benchmark 5.4. All other capabilities are dropped. */
  capabilities: Capability.baseline(),
  /** CIS Docker Benchmark 5.26. */
  noNewPrivileges: true,
  /** CIS Docker Benchmark 5.17. An engine can be configured to share it by default. */
  ipcMode: 'private',
  /** Without it, an engine on control groups version 1 shares the host's. */
  cgroupNamespace: 'private',
  /** CIS Docker Benchmark 5.11. A limit above the memory of the machine is no error, so this one works on every machine. */
  memory: Size.gibibytes(1),
  /** CIS Docker Benchmark 5.12. A limit above the number of processors is an error, and every machine has at least one. */
  cpus: 1,
  /** CIS Docker Benchmark 5.29. Enough for any server, and a limit for a fork bomb. */
  pidsLimit: 1024,
  /** CIS Docker Benchmark 5.19. Redis asks for 10,032. An engine that cannot raise its own limit often has only 20,000. */
  openFiles: 16_384,
  /** CIS Docker Benchmark 5.15. */
  restartRetries: 5,
  /** CIS Docker Benchmark 5.14. A published port is reachable only from the machine itself, unless a prop says otherwise. */
  hostIp: '127.0.0.1',
} as const;
