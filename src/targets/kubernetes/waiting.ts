import { Attributes } from '../../model/attributes';

/** What waits for another container before a pod starts. */
export interface Waiting {
  /** The name that resolves while the other one is ready. */
  readonly name: string;
  /** An image with `sh`, `nslookup` and `sleep`. */
  readonly image: string;
}

/** The user that has nothing (of Linux). */
const NOBODY = '65534';

/** Returns an init container that waits until a name resolves. It meets the Pod Security level "restricted". */
export function waitContainer({ name, image }: Waiting, index: number): Attributes {
  return {
    name: `wait-${index}`,
    image,
    command: ['sh', '-c', 'until nslookup "$0"; do sleep 1; done', name],
    resources: { limits: { cpu: '100m', memory: '32Mi' } },
    security_context: {
      allow_privilege_escalation: false,
      capabilities: { drop: ['ALL'] },
      read_only_root_filesystem: true,
      run_as_non_root: true,
      run_as_user: NOBODY,
      seccomp_profile: { type: 'RuntimeDefault' },
    },
  };
}
