import { Names, replaced, Rows, setting } from './row';

/** The container's network. */
export function networkRows(names: Names): Rows {
  return {
    network_mode: { same: ['none'], other: 'host', ...replaced, refused: [['', /Remove it for "bridge"/]] },
    networks_advanced: {
      same: [
        [
          { name: names.network, aliases: ['b', 'a'], ipv4_address: '10.213.1.77', ipv6_address: 'fd00:213::77' },
          { name: names.other, link_local_ips: ['169.254.7.2', '169.254.7.1'], driver_opts: ['com.example.a=b=c'] },
        ],
        [
          { name: names.other, aliases: [], link_local_ips: ['169.254.7.1', '169.254.7.2'], driver_opts: ['com.example.a=b=c'] },
          { name: names.network, aliases: ['a', 'b'], ipv4_address: '10.213.1.77', ipv6_address: 'FD00:213:0:0::0077' },
        ],
      ],
      other: [{ name: names.networkId, aliases: ['c'] }],
      ...setting,
      refused: [
        [[{ name: names.network }, { name: names.network }], /more than once/],
        [[{ name: names.network, ipv4_address: '1.2.3' }], /IP address/],
      ],
    },
    ports: {
      same: [
        [
          { internal: 80, external: 21380 },
          { internal: 80, external: 21381, ip: '127.0.0.1' },
          { internal: 53, external: 21353, protocol: 'udp' },
          { internal: 81, external: 21390, ip: '::1' },
        ],
        [
          { internal: 53, external: 21353, protocol: 'UDP', ip: '0.0.0.0' },
          { internal: 81, external: 21390, ip: '0:0::1' },
          { internal: 80, external: 21381, ip: '127.0.0.1' },
          { internal: 80, external: 21380 },
        ],
      ],
      other: [{ internal: 80, external: 21382 }],
      ...replaced,
      refused: [
        [[{ internal: 0 }], /from 1 to 65535/],
        [[{ internal: 80, external: 70000 }], /from 1 to 65535/],
        [[{ internal: 80, external: 0 }], /Remove it to let the engine choose/],
        [[{ internal: 80, external: 9 }, { internal: 81, external: 9 }], /more than once/],
      ],
    },
    publish_all_ports: { same: [true], other: false, ...replaced },
    host: {
      same: [
        [{ host: 'a', ip: '10.0.0.1' }, { host: 'b', ip: 'FD00::0:1' }], [{ host: 'b', ip: 'fd00::1' }, { host: 'a', ip: '10.0.0.1' }],
      ],
      other: [{ host: 'a', ip: '10.0.0.2' }],
      ...replaced,
      refused: [[[{ host: 'a', ip: 'b' }], /IP address/]],
    },
    dns: {
      same: [['10.0.0.53', '10.0.0.54'], ['10.0.0.54', '10.0.0.53']], other: ['10.0.0.55'], ...replaced, refused: [[['ns'], /IP address/]],
    },
    dns_search: { same: [['a.example', 'b.example'], ['b.example', 'a.example']], other: ['c.example'], ...replaced },
    dns_opts: { same: [['ndots:2', 'rotate'], ['rotate', 'ndots:2']], other: ['ndots:3'], ...replaced },
    exposed_ports: {
      same: [['80', '53/udp'], ['53/UDP', '80/tcp']],
      other: ['81'],
      alongside: { ports: [{ internal: 80, external: 21395 }] },
      ...replaced,
      refused: [[['0'], /a port/], [['80/http'], /a port/]],
    },
    mac_address: {
      same: ['02:42:ac:11:00:77', '02-42-AC-11-00-77'], other: '02:42:ac:11:00:78', ...replaced, refused: [['02:42', /MAC address/]],
    },
  };
}
