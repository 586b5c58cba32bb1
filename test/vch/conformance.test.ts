import { ContainerHost, VirtualContainerHost } from '../../src';
import { conformance } from '../host/conformance';

/*
 * With another address, Terraform destroys a resource and creates it again. Change the addresses only if you intend that.
 */

conformance('a virtual container host', (stack) => {
  const host = new ContainerHost(stack, 'Host');
  return { host: new VirtualContainerHost(stack, 'Blue', { host }), neighbour: new VirtualContainerHost(stack, 'Green', { host }) };
}, {
  virtualHost: 'stack-blue',
  ofNetworks: {
    virtual_host: '{"name":"stack-blue","pool":"stack-blue","address_range":"10.243.32.0/20","devices":[]}',
    labels: [{ label: 'berth.virtual-host', value: 'stack-blue' }],
  },
  subnet: '10.243.38.0/24',
  addresses: [
    'docker_container.Blue_Api_08044BFA',
    'docker_container.Blue_Web_932C71CE',
    'docker_image.Blue_Images_busybox136_D4AC5DAA',
    'docker_image_import.Blue_Images_rootfs_69D156E7',
    'docker_isolation.Blue_Report_BBCA19FC',
    'docker_network.Api-Web_BB43324D',
    'docker_network.Api-outside_C63FBBDC',
    'docker_network.Blue_Front_802DD2C2',
    'docker_resource_pool.Blue_Pool_6D638921',
    'docker_resource_pool.Green_Pool_6F0E7663',
    'docker_volume.Blue_Data_E823719B',
  ],
});

conformance('a virtual container host in another one', (stack) => {
  const host = new VirtualContainerHost(stack, 'Department', { host: new ContainerHost(stack, 'Host') });
  return {
    host: new VirtualContainerHost(host, 'Blue', { host, name: 'blue' }), neighbour: new VirtualContainerHost(stack, 'Green', { host }),
  };
}, {
  virtualHost: 'blue',
  ofNetworks: {
    virtual_host: '{"name":"blue","pool":"stack-department/blue","address_range":"10.253.64.0/20","devices":[]}',
    labels: [{ label: 'berth.virtual-host', value: 'blue' }],
  },
  subnet: '10.253.69.0/24',
  addresses: [
    'docker_container.Department_Blue_Api_C57E55EE',
    'docker_container.Department_Blue_Web_514C20B8',
    'docker_image.Department_Blue_Images_busybox136_6BA19BDE',
    'docker_image_import.Department_Blue_Images_rootfs_96F5ED71',
    'docker_isolation.Department_Blue_Report_3FCB6D33',
    'docker_network.Api-Web_0C78A4E0',
    'docker_network.Api-outside_2E71A9CE',
    'docker_network.Department_Blue_Front_3BBB0B5D',
    'docker_resource_pool.Department_Blue_Pool_4E13C441',
    'docker_resource_pool.Department_Pool_B4A7B23A',
    'docker_resource_pool.Green_Pool_6F0E7663',
    'docker_volume.Department_Blue_Data_DB4D9066',
  ],
});
