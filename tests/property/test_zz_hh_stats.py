import collections, time, atexit, pytest
import tests.property.test_http_histories as t
C=collections.Counter(); T=collections.Counter()
o=t.Play.step
def step(self, step):
    a=time.time()
    try: 
        o(self, step)
    except t.TooSlowError: C['GIVEN UP']+=1; raise
    finally: T[type(step).__name__]+=time.time()-a; C[type(step).__name__]+=1
t.Play.step=step
ms=t.Model.step
def mstep(self, step, now):
    r=ms(self,step,now)
    for x in (r if isinstance(r,tuple) else (r,)): C[type(step).__name__+' '+x]+=1
    return r
t.Model.step=mstep
oc=t.Play._calm
def calm(self,**k):
    a=time.time(); r=oc(self,**k); T['calm']+=time.time()-a; return r
t.Play._calm=calm
oo=t.opened
def opened(*a):
    s=time.time(); r=oo(*a); T['open']+=time.time()-s; C['open']+=1; return r
t.opened=opened
from tests.property.test_http_histories import test_the_server_does_what_the_model_does
pytestmark=pytest.mark.timeout(600)
def test_zz():
    for k,v in sorted(C.items()): print(k,v)
    print(T)
