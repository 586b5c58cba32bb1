import { describeIpv6 } from './engine-test';
import { LEVELS } from './levels';
import { NetworkLevel } from '../../../../src';
import { debianRoot } from '../../support/debian-root';

/* `npm run test:matrix` runs this. The first run makes the root file systems. */

const { OUTBOUND, PUBLISHED, PEERS, OPEN } = NetworkLevel;

describeIpv6('v6-sid', {
  name: 'Engine 28 and newer (Debian sid)',
  options: [],
  root: () => debianRoot('sid'),
  holds: LEVELS,
  refusal: [],
});

describeIpv6('v6-sid-off', {
  name: 'Engine 28 and newer without a filter (Debian sid)',
  options: ['--ip6tables=false'],
  root: () => debianRoot('sid'),
  // Its bridge has no address, so there is no route to its members.
  holds: [PEERS],
  refusal: ['Two containers on it reached each other, although `enable_icc` is false.', 'set `"ip6tables": true` in its daemon.json'],
});

describeIpv6('v6-trixie', {
  name: 'Engine 26.1 (Debian 13)',
  options: ['--experimental', '--ip6tables'],
  root: () => debianRoot('trixie'),
  holds: [OUTBOUND, PUBLISHED, OPEN],
  refusal: ['Its bridge has an IPv6 address ('],
});
