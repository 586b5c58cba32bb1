import { App } from 'cdktf';
import { Shop } from './stack';

const { SHOP_NAME = 'shop', SHOP_PORT = '8080' } = process.env;

const app = new App();
new Shop(app, SHOP_NAME, { port: Number(SHOP_PORT) });
app.synth();
