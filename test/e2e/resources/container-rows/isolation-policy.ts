import { Row } from './row';

/** The minimum isolation of the container. */
export const isolationPolicyRow: Row = {
  same: ['none@1 privileged=denied devices=/dev/a,/dev/b', ' none@1  devices=/dev/b,/dev/a privileged=denied '],
  other: 'none@1 pid_namespace=private',
  change: 'update',
  remove: 'update',
  refused: [
    ['none@1 memory=limited', /weaker than its isolation policy.*requires limited, but the value is unlimited/s],
    ['none@1 memory<=-1', /`=limited`, `<=` and a number/],
    ['none@1 privileged=perhaps', /`=allowed`, `=denied`/],
    ['none@1 capabilities=CAP_CHOWN', /without CAP_/],
    ['strict@1', /There is no profile "strict"\. There are: none, baseline, restricted/],
  ],
};

/** The controls that the container is exempt from. */
export const isolationExemptionsRow: Row = {
  same: [{ memory: 'r', devices: 's' }, { devices: 's', memory: 'r' }],
  other: { memory: 'another reason' },
  change: 'update',
  remove: 'update',
  refused: [
    [{ memory: ' ' }, /has no reason/],
    [{ magic: 'r' }, /There is no control "magic"/],
  ],
};
