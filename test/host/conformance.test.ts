import { conformance } from './conformance';
import { HostPart } from './second-host';
import { ContainerHost } from '../../src';

/*
 * With another address, Terraform destroys a resource and creates it again. Change the addresses only if you intend that.
 */

conformance('a container host', (stack) => {
  const host = new ContainerHost(stack, 'Host');
  return { host, neighbour: new HostPart(host, 'Part') };
}, {
  subnet: '10.75.103.0/24',
  addresses: [
    'docker_container.Host_Api_C68D4049',
    'docker_container.Host_Web_59305F32',
    'docker_image.Host_Images_busybox136_F0E590C9',
    'docker_image_import.Host_Images_rootfs_5044B8BC',
    'docker_isolation.Host_Report_650D1FE9',
    'docker_network.Api-Web_51513243',
    'docker_network.Api-outside_839E59DD',
    'docker_network.Host_Front_DE8CD501',
    'docker_volume.Host_Data_68E11EB2',
  ],
});

conformance('a part of a container host', (stack) => {
  const neighbour = new ContainerHost(stack, 'Host');
  return { host: new HostPart(neighbour, 'Part'), neighbour };
}, {
  subnet: '10.70.17.0/24',
  addresses: [
    'docker_container.Host_Part_Api_B3625DA2',
    'docker_container.Host_Part_Web_9C1CA137',
    'docker_image.Host_Part_Images_busybox136_2E3B0F7E',
    'docker_image_import.Host_Part_Images_rootfs_812796AE',
    'docker_isolation.Host_Part_Report_4AA50957',
    'docker_network.Api-Web_B2DFDE0A',
    'docker_network.Api-outside_A30B9DF3',
    'docker_network.Host_Part_Front_8DE998B1',
    'docker_volume.Host_Part_Data_BCBC0F05',
  ],
});
