import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { startConnectorDouble, quietBoard, troubledBoard, sampleExplanation } from "../../src/portal/live/connector-double.ts";
import { withBrowser } from "../support/browser.ts";
const c = await startConnectorDouble(quietBoard(Date.now()));
c.explain("place-1", sampleExplanation(Date.now()));
const p = await startPortal({connectorUrl:c.url, port:0},{clock:systemClock,random:systemRandom,log:silentLog});
await withBrowser(async b=>{
  const shot=async(name,{w,h=1000,lang,dark=false,board,act})=>{
    c.show(board(Date.now()));
    const ctx=await b.newContext({viewport:{width:w,height:h},colorScheme:dark?"dark":"light",locale:lang});
    const page=await ctx.newPage();
    page.on("console",m=>console.log(name,m.text())); page.on("pageerror",e=>console.log(name,"ERR",e.message));
    await page.goto(p.url+"/?lang="+lang);
    await page.waitForSelector("#places");
    if(act) await act(page);
    await page.screenshot({path:`/tmp/shots/${name}.png`,fullPage:!act}); if(w===360&&!act){await page.screenshot({path:`/tmp/shots/${name}-1.png`});await page.evaluate(()=>scrollTo(0,900));await page.screenshot({path:`/tmp/shots/${name}-2.png`});}
    console.log(name, await page.evaluate(()=>[document.documentElement.scrollWidth, innerWidth]));
    await ctx.close();
  };
  await shot("wide-quiet-fr",{w:1600,lang:"fr",board:quietBoard});
  await shot("wide-trouble-fr",{w:1600,lang:"fr",board:troubledBoard});
  await shot("wide-trouble-en-dark",{w:1600,lang:"en",dark:true,board:troubledBoard});
  await shot("narrow-trouble-fr",{w:360,h:780,lang:"fr",board:troubledBoard});
  await shot("narrow-quiet-en-dark",{w:360,h:780,lang:"en",dark:true,board:quietBoard});
  await shot("mid-trouble-en",{w:1024,lang:"en",board:troubledBoard});
  const open=async(page)=>{await page.click("[data-place=place-1]"); await page.waitForSelector(".why"); await page.click(".why summary");};
  await shot("details-wide-fr",{w:1600,lang:"fr",board:troubledBoard,act:open});
  await shot("details-narrow-en",{w:360,h:780,lang:"en",board:troubledBoard,act:open});
  await shot("down-fr",{w:1280,lang:"fr",board:quietBoard,act:async(page)=>{await c.close(); await page.waitForSelector(".summary.is-down");}});
});
await p.close();
