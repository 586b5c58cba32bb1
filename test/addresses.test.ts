import { Synthesized, testStack } from './assertions';
import { BaseImage, Container, ContainerHost, Port } from '../src';

/** With another address, Terraform destroys a resource and creates it again. Change this list only if you intend that. */
test('addresses do not change', () => {
  const stack = testStack();
  const host = ContainerHost.fromEnvironment(stack, 'Host');
  const network = host.addNetwork('Front');
  const volume = host.addVolume('Data');
  host.addContainer('Web', { image: BaseImage.fromRegistry('ghcr.io/org/web:1.0'), networks: [network] });
  host.addImage(BaseImage.fromRootFilesystem(__filename, { id: 'rootfs' }));
  new Container(stack, 'Worker', { host, image: BaseImage.fromRegistry('busybox:1.36', { id: 'busybox' }) });
  const api = host.addContainer('Api', { image: BaseImage.fromRegistry('busybox:1.36', { id: 'busybox' }) });
  api.connections.allowTo(host.addContainer('Db', { image: BaseImage.fromRegistry('busybox:1.36', { id: 'busybox' }) }), Port.tcp(5_432));
  api.connections.allowInternet();
  const other = ContainerHost.fromUnixSocket(stack, 'Other');
  other.addContainer('Web', { image: BaseImage.fromRegistry('busybox:1.36') });

  const synthesized = Synthesized.of(volume);
  expect(synthesized.addresses).toEqual([
    'docker_container.Host_Api_C68D4049',
    'docker_container.Host_Db_BA09B3C4',
    'docker_container.Host_Web_59305F32',
    'docker_container.Other_Web_282A4FC8',
    'docker_container.Worker_11F36D0F',
    'docker_image.Host_Images_busybox_E36FF189',
    'docker_image.Host_Images_ghcrio--org--web10_70F679CF',
    'docker_image.Other_Images_busybox136_2F87F05C',
    'docker_image_import.Host_Images_rootfs_5044B8BC',
    'docker_network.Api-Db_53290BEF',
    'docker_network.Api-outside_839E59DD',
    'docker_network.Host_Front_DE8CD501',
    'docker_volume.Host_Data_68E11EB2',
  ]);
  expect(synthesized.json.provider.docker).toEqual([{}, { alias: 'Other', host: 'unix:///var/run/docker.sock' }]);
});
