import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Container, ContainerHost, IsolationPolicy, Port } from 'cdktf-berth';
import { Construct } from 'constructs';
import { Images } from './images';
import { page } from './page';

/** Three services, each in an image of exactly what it needs, and a page that shows what that is. */
export class BareBones extends TerraformStack {
  constructor(scope: Construct, id: string, images: Images) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    IsolationPolicy.RESTRICTED.enforce(this);
    const host = ContainerHost.fromEnvironment(this, 'machine');

    const cache = new Container(this, 'cache', { host, image: images.cache });
    const app = new Container(this, 'app', { host, image: images.app, environment: { CACHE: cache.name }, startAfter: [cache] });
    const bills = Object.entries(images).flatMap(([name, { billOfMaterials: bill }]) => [
      { path: `/srv/www/${name}.spdx.json`, content: bill!.spdx },
      { path: `/srv/www/${name}.cdx.json`, content: bill!.cycloneDx },
    ]);
    const web = new Container(this, 'web', {
      host,
      image: images.web,
      startAfter: [app],
      files: [{ path: '/srv/www/index.html', content: page(images) }, ...bills],
    });
    app.connections.allowTo(cache, Port.tcp(6379));
    web.connections.allowTo(app, Port.tcp(8000));
    web.connections.allowFromHost(Port.tcp(8080));

    new TerraformOutput(this, 'url', { value: `http://${web.publishedAddress(8080)}/` });
    new TerraformOutput(this, 'web_bill_of_materials', { value: images.web.billOfMaterials!.spdx });
  }
}
