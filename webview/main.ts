import { makeUPlotChart } from './chart/uplot-chart';
import { connectToHost } from './host';
import { TrainingPage } from './page';
import './page.css';
import { registerToolkit } from './ui/toolkit';

const main = document.querySelector<HTMLElement>('main[data-view="training"]');
if (main !== null) {
  registerToolkit();
  const host = connectToHost();
  // The panel writes what the user chose into the page; VS Code passes it to the serializer after a reload.
  const saved = main.dataset['saved'];
  if (saved !== undefined) host.persist(JSON.parse(saved));
  const page = new TrainingPage(main, host, makeUPlotChart);
  // VS Code changes the theme by the classes of the body and the variables of the root.
  const themes = new MutationObserver(() => {
    page.refreshTheme();
  });
  themes.observe(document.body, { attributeFilter: ['class'] });
  themes.observe(document.documentElement, { attributeFilter: ['style'] });
  page.start();
}
