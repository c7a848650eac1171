import time, secrets
def test_many(desk):
    for n in range(600):
        desk.fair()
    i="api."+secrets.token_hex(4)
    t=time.time(); desk.made("saleschannels/", {"identifier": i, "label":"x"}); t1=time.time()
    r=desk.delete(f"saleschannels/{i}/"); t2=time.time()
    assert r.status_code==204
    print("\nTIMES create %.2f delete %.2f" % (t1-t, t2-t1))
