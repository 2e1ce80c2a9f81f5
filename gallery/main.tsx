import { render } from 'preact';
import { App } from './app.tsx';

const root = document.getElementById('gallery');
if (root !== null) render(<App />, root);
